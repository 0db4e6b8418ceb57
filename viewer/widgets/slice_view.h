// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_stack.h"
#include "viewer/widgets/slice_content.h"
#include "viewer/widgets/slice_picture.h"

#include <QPointF>
#include <QWidget>

#include <optional>

namespace valvista::viewer {

/// One slice view. Left drag: window/level; middle drag: pan; right drag: zoom; wheel and arrow keys: slice;
/// left click and Shift with the mouse: crosshair; double click and Enter: maximise; + and -: zoom. It shows
/// the shared content and asks its owner for every change.
class SliceView : public QWidget {
  Q_OBJECT
 public:
  /// `content` must outlive the view.
  SliceView(SliceOrientation orientation, const SliceContent& content, QWidget* parent = nullptr);

  SliceOrientation orientation() const { return orientation_; }
  /// Screen to patient and back, as shown now; the plane goes through the crosshair.
  SliceGeometry geometry() const;
  /// Pan and zoom that show the whole scan, kept on resizing until the user zooms.
  void showWhole();
  /// Pans when the crosshair is outside the view.
  void revealCrosshair();
  /// Goes to a place of this radius; zooms only where it would be hard to see or cut off.
  void goTo(const Vec3& centre, double radiusMm);
  /// Moves the crosshair by whole slices, away from the viewer when positive.
  void moveBySlices(int slices);

 Q_SIGNALS:
  void crosshairRequested(const valvista::Vec3& lps);
  void windowLevelRequested(double windowHu, double levelHu);
  void maximizeRequested();

 protected:
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
    QPointF from;
    SliceGeometry geometry;
    WindowLevel windowLevel;
    bool moved = false;
  };

  void drag(const QPointF& to, Qt::KeyboardModifiers modifiers);
  void zoomTo(const QPointF& to);
  /// About the crosshair; smaller than 1 enlarges.
  void zoomBy(double factor);
  void goToSlice(int index);
  void annotate(QPainter& painter, const SliceGeometry& geometry);
  QStringList probeLines(const SliceGeometry& geometry) const;
  SliceStack stack() const;
  QString title() const;

  SliceOrientation orientation_;
  const SliceContent& content_;
  SlicePicture picture_;
  Vec3 centre_;  ///< LPS; only its place within the slice plane counts
  double mmPerPixel_ = 1.0;
  bool whole_ = true;  ///< pan and zoom follow the size of the view
  int wheelRest_ = 0;  ///< of a fine wheel, eighths of a degree not yet used
  std::optional<Drag> drag_;
  std::optional<QPointF> cursor_;
  std::optional<Vec3> crosshairBeforeClick_;  ///< of the last click, until something else happens
};

}  // namespace valvista::viewer
