// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/surface_builder.h"
#include "planning/core/label_map.h"
#include "planning/core/volume.h"
#include "planning/model/measurement.h"
#include "viewer/widgets/slice_content.h"

#include <QWidget>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

class QGridLayout;

namespace valvista::viewer {

class SliceView;
class SurfaceView;

/// Call before the QApplication is made: every OpenGL view needs this format, and GLX (X11 or XWayland).
void setDefaultSurfaceFormat();

/// What lies under the crosshair.
struct CrosshairProbe {
  Vec3 lps;                ///< patient LPS, mm
  std::optional<int> hu;   ///< of the nearest voxel; absent outside the scan and in padding
  std::uint8_t label = 0;  ///< of the nearest voxel, TAVR value
};

/// Axial, coronal, sagittal and 3D view in a 2 x 2 layout with one linked crosshair. Everything is patient
/// LPS. QWidget::grab() shows all of it, the OpenGL view included.
class LinkedViews : public QWidget {
  Q_OBJECT
 public:
  explicit LinkedViews(QWidget* parent = nullptr);
  ~LinkedViews() override;

  /// An empty volume clears. Crosshair, zoom and window/level start anew; labels and surfaces stay.
  void setVolume(const Volume& volume);
  /// TAVR values on any grid; an empty map clears. Without a volume the views span the labels.
  void setLabels(const LabelMap& labels);
  void setSurfaces(std::vector<planning::LabelSurface> surfaces);
  /// Emits crosshairMoved when the position changes; so do setVolume and setLabels, which change what lies
  /// there.
  void setCrosshair(const Vec3& lps);
  Vec3 crosshair() const;
  void setWindowLevel(double windowHu, double levelHu);
  /// 0 hides the fill and the outline, 1 covers the CT.
  void setLabelOpacity(double opacity);
  /// Crosshair to the focus; lines and plane are drawn in the slices and in 3D. Empty evidence clears.
  void showEvidence(const planning::Evidence& evidence);

 Q_SIGNALS:
  void crosshairMoved(const valvista::viewer::CrosshairProbe& probe);
  void windowLevelChanged(double windowHu, double levelHu);

 private:
  void restart();
  void tellProbe();
  void updateSlices();
  void maximize(QWidget* view);
  void shareSpace();

  SliceContent content_;
  std::array<SliceView*, 3> slices_{};
  SurfaceView* surfaces_;
  QGridLayout* layout_;
};

}  // namespace valvista::viewer
