// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_geometry.h"
#include "viewer/scene/surface_scene.h"
#include "viewer/widgets/paint_editor.h"
#include "viewer/widgets/view_layout.h"
#include "viewer/widgets/volume_layer.h"

#include <QPointF>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

namespace valvista::viewer {

class SurfaceNotes;
class VtkView;

/// The 3D view: label surfaces, and the CT itself when a preset is chosen. Left drag rotates, middle pans,
/// right and wheel zoom; a click on what is drawn asks for the crosshair there; double click maximises.
/// Commands for slices turn it. With scissors in the hand the left button draws an outline. Without a usable
/// OpenGL, or with nothing to draw, a text says so.
class SurfaceView : public QWidget {
  Q_OBJECT
 public:
  explicit SurfaceView(PaintHand& hand, QWidget* parent = nullptr);
  ~SurfaceView() override;

  void setSurfaces(const std::vector<planning::LabelSurface>& surfaces);
  void setEvidence(const planning::Evidence& evidence);
  /// Drawn once the crosshair rests, so that scrolling slices does not wait for 3D frames; nor does a stroke
  /// in them, nor the numbers that follow it.
  void setCrosshair(const std::optional<Vec3>& lps);
  void lookFromFront();
  void perform(ViewCommand command);
  /// The camera goes where the evidence is seen.
  void goTo(const planning::Evidence& evidence);
  void setVolume(const Volume& volume);
  void setVolumePreset(VolumePreset preset);
  /// Only the side to which the normal points is drawn; absent: everything.
  void setClip(const std::optional<Plane>& kept);
  /// A second segmentation, drawn as a pale shell around the first; none clears.
  void setComparisonSurfaces(const std::vector<planning::LabelSurface>& other);
  void setSurfacesShown(bool shown);
  /// Names beside the colours of the labels that are drawn.
  void setLegendShown(bool shown);

 Q_SIGNALS:
  void crosshairRequested(const valvista::Vec3& lps);
  void maximizeRequested();

 protected:
  bool event(QEvent* event) override;
  /// Of the view that VTK draws, which has the mouse.
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void connectView();
  void giveWayToStrokes();
  void redraw();
  void updateNote();
  void castVolume();
  void ask(const QPointF& devicePixel);
  QSize deviceSize() const;
  bool isCutting() const { return hand_.tool() == PaintTool::scissors; }
  void followHand();
  bool cut(const QEvent& event);
  /// The picture as a plane before the camera: places behind one point of it are seen there.
  SliceGeometry picturePlane() const;

  SurfaceScene scene_;       // before the view that shows it
  VtkView* view_ = nullptr;  ///< none without a usable OpenGL
  VolumeLayer volume_;
  SurfaceNotes* notes_;
  QTimer crosshairRests_, handRests_;
  PaintHand& hand_;
  PaintEditor scissors_;
  std::optional<QPointF> cursor_;
};

}  // namespace valvista::viewer
