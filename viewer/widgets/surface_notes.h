// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/surface_scene.h"
#include "viewer/widgets/volume_layer.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>

namespace valvista::viewer {

/// "Cardiac CTA"; empty for none.
QString textOf(VolumePreset preset);

/// What lies over the surfaces of the 3D view: the picture of the CT, the patient's sides following the
/// camera, what is shown, and which colour is which label.
class SurfaceNotes : public QWidget {
  Q_OBJECT
 public:
  SurfaceNotes(const SurfaceScene& scene, const VolumeLayer& volume, QWidget* parent);

  /// Stands in the middle instead of a picture; an empty one is for a picture.
  void setNote(const QString& note);
  void setLegendShown(bool shown);
  /// Draws over everything else.
  void setTopDrawing(std::function<void(QPainter&)> draw);
  void followCamera();
  /// The lines of the legend, as drawn.
  QStringList legendLines() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintLegend(QPainter& painter) const;

  const SurfaceScene& scene_;
  const VolumeLayer& volume_;
  QString note_;
  std::function<void(QPainter&)> drawTop_;
  bool legendShown_ = true;
  Vec3 right_, up_;
};

}  // namespace valvista::viewer
