// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/surface_scene.h"
#include "viewer/widgets/view_layout.h"

#include <QTimer>
#include <QWidget>

#include <vector>

namespace valvista::viewer {

class SideLetters;
class VtkView;

/// The 3D view of the label surfaces. Left drag rotates, middle pans, right and wheel zoom; a click on a
/// surface asks for the crosshair there; double click maximises. Commands for slices turn it. Without a usable
/// OpenGL, or without surfaces, a text says so.
class SurfaceView : public QWidget {
  Q_OBJECT
 public:
  explicit SurfaceView(QWidget* parent = nullptr);
  ~SurfaceView() override;

  void setSurfaces(const std::vector<planning::LabelSurface>& surfaces);
  void setEvidence(const planning::Evidence& evidence);
  /// Drawn once the crosshair rests, so that scrolling slices does not wait for 3D frames.
  void setCrosshair(const std::optional<Vec3>& lps);
  void lookFromFront();
  void perform(ViewCommand command);

 Q_SIGNALS:
  void crosshairRequested(const valvista::Vec3& lps);
  void maximizeRequested();

 protected:
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void connectView();
  void redraw();
  void updateNote();

  SurfaceScene scene_;       // before the view that shows it
  VtkView* view_ = nullptr;  ///< none without a usable OpenGL
  SideLetters* letters_;
  QTimer crosshairRests_;
};

}  // namespace valvista::viewer
