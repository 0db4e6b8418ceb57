// SPDX-License-Identifier: GPL-3.0-or-later
// Scissors in the 3D view.
#include "viewer/widgets/surface_notes.h"
#include "viewer/widgets/surface_view.h"
#include "viewer/widgets/vtk_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace valvista::viewer {
namespace {

constexpr double kPicturePlaneMm = 500.0;  ///< before the camera

}  // namespace

SliceGeometry SurfaceView::picturePlane() const {
  const CastView camera = scene_.castView(width(), height());
  return {{camera.right, -camera.up},
          camera.eye + camera.forward * kPicturePlaneMm,
          2.0 * kPicturePlaneMm * camera.tanHalfHeight / height(),
          {1.0 * width(), 1.0 * height()}};
}

void SurfaceView::followHand() {
  if (!isCutting()) {
    scissors_.forget();
    cursor_.reset();
  }
  if (view_) {
    view_->setMouseTracking(isCutting());
    view_->setCursor(isCutting() ? Qt::CrossCursor : Qt::ArrowCursor);
  }
  notes_->update();
}

bool SurfaceView::cut(const QEvent& event) {
  if (event.type() == QEvent::Leave) {
    cursor_.reset();
    return false;
  }
  const auto* mouse = dynamic_cast<const QMouseEvent*>(&event);
  if (mouse == nullptr) return false;
  const QPointF at = mouse->position();
  scissors_.lookFrom(scene_.castView(width(), height()).eye);
  switch (event.type()) {
    case QEvent::MouseButtonPress:
      if (!scissors_.press(picturePlane(), at, mouse->button())) return false;
      setFocus(Qt::MouseFocusReason);
      return true;
    case QEvent::MouseMove:
      cursor_ = at;
      // Other buttons go on moving the camera.
      return (mouse->buttons() & ~Qt::LeftButton) == 0 && scissors_.move(picturePlane(), at);
    case QEvent::MouseButtonRelease:
      return mouse->button() == Qt::LeftButton && scissors_.release(picturePlane(), at);
    case QEvent::MouseButtonDblClick:
      return mouse->button() == Qt::LeftButton && scissors_.doubleClick(picturePlane(), at);
    default:
      return false;
  }
}

bool SurfaceView::eventFilter(QObject* watched, QEvent* event) {
  if (watched != view_ || !isCutting()) return QWidget::eventFilter(watched, event);
  const bool taken = cut(*event);
  if (taken) notes_->update();
  return taken;
}

bool SurfaceView::event(QEvent* event) {
  // What the scissors can use now is no key of the window's.
  if (event->type() == QEvent::ShortcutOverride && isCutting() &&
      scissors_.wants(static_cast<QKeyEvent*>(event)->key())) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void SurfaceView::keyPressEvent(QKeyEvent* event) {
  if (!isCutting() || !scissors_.key(*event)) QWidget::keyPressEvent(event);
}

}  // namespace valvista::viewer
