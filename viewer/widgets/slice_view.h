// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/widgets/markup_editor.h"
#include "viewer/widgets/mouse_profile.h"
#include "viewer/widgets/paint_editor.h"
#include "viewer/widgets/slice_annotations.h"
#include "viewer/widgets/slice_content.h"
#include "viewer/widgets/slice_crosshair.h"
#include "viewer/widgets/slice_picture.h"
#include "viewer/widgets/view_layout.h"

#include <QPointF>
#include <QWidget>

#include <optional>

namespace valvista::viewer {

/// What part of its plane a view shows.
struct Viewport {
  Vec3 centre;  ///< LPS; only its place within the plane counts
  double mmPerPixel = 1.0;
  double roll = 0.0;  ///< of the picture on the screen, so that it stays while the cross of planes is turned
  bool whole = true;  ///< pan and zoom follow the size of the view
};

/// One slice view. The mouse does what its profile says; a tool for labels takes it first, then the markups, then
/// the crosshair: its centre moves, a line moves the plane it stands for, a grip turns the other two planes. Keys come through
/// perform(). It shows the shared content and asks its owner for every change.
class SliceView : public QWidget {
  Q_OBJECT
 public:
  /// `content`, `board` and `hand` must outlive the view. Only views of the case's own labels are painted in.
  SliceView(SliceOrientation orientation, const SliceContent& content, MarkupBoard& board, PaintHand& hand,
            LabelLayer layer = LabelLayer::labels);

  SliceOrientation orientation() const { return orientation_; }
  /// Screen to patient and back, as shown now; the plane goes through the crosshair.
  SliceGeometry geometry() const;
  /// The lines of the other views' planes, as shown now.
  SliceCrosshair crosshair() const;
  const Viewport& viewport() const { return viewport_; }
  void setViewport(const Viewport& viewport);
  /// Pan and zoom that show the whole scan, kept on resizing until the user zooms.
  void showWhole();
  /// Pans when the crosshair is outside the view.
  void revealCrosshair();
  /// Pans so that the crosshair is seen there, in pixels.
  void holdCrosshairAt(const Vec2& screen);
  /// Goes to a place of this radius; zooms only where it would be hard to see or cut off.
  void goTo(const Vec3& centre, double radiusMm);
  /// Moves the crosshair by whole slices, away from the viewer when positive.
  void moveBySlices(int slices);
  void perform(ViewCommand command);

 Q_SIGNALS:
  void crosshairRequested(const valvista::Vec3& lps);
  void windowLevelRequested(double windowHu, double levelHu);
  /// A grip was dragged: the cross of planes is to turn.
  void rotationRequested(const valvista::Mat3& rotation);
  void maximizeRequested();
  /// The user panned, zoomed or turned the picture.
  void viewportChanged();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  /// The state at the press of a mouse button, from which a drag starts.
  struct Drag {
    Qt::MouseButton button;
    MouseGesture gesture;
    CrosshairHit hit;
    QPointF from;
    SliceGeometry geometry;
    SliceCrosshair lines;
    Vec3 crosshair;
    Mat3 rotation;
    double roll;
    WindowLevel windowLevel;
    bool moved = false;
  };

  SliceAxes axes() const;
  void hover(const QMouseEvent& event);
  void drag(const QPointF& to, Qt::KeyboardModifiers modifiers);
  void dragGesture(const QPointF& to, bool fine);
  void dragCrosshair(const QPointF& to);
  void turnTo(const QPointF& to);
  void changeViewport(const Viewport& viewport);
  /// The point of the slice that stays where it is; a factor below 1 enlarges.
  void zoomAbout(const Vec3& fixed, const Viewport& before, double factor);
  void goToSlice(int index);

  SliceOrientation orientation_;
  LabelLayer layer_;
  const SliceContent& content_;
  MarkupBoard& board_;
  MarkupEditor editor_;
  PaintEditor paint_;
  SlicePicture picture_;
  Viewport viewport_;
  int wheelRest_ = 0;  ///< of a fine wheel, eighths of a degree not yet used
  std::optional<Drag> drag_;
  bool editing_ = false;   ///< the editor took the button that is held
  bool painting_ = false;  ///< the tool for labels did
  CrosshairHit hovered_;
  std::optional<QPointF> cursor_;
  std::optional<Vec3> crosshairBeforeClick_;
};

}  // namespace valvista::viewer
