// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys of a slice view.
#include "viewer/scene/plane_cross.h"
#include "viewer/widgets/slice_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kClickReach = 3.0;       ///< pixels; further is a drag
constexpr double kHuPerPixel = 2.0;       ///< of a window/level drag
constexpr double kFineHuPerPixel = 0.25;  ///< with Ctrl
constexpr double kZoomPerPixel = 0.006, kZoomPerNotch = 1.15;

Vec2 screenOf(const QPointF& position) {
  return {position.x(), position.y()};
}

Qt::CursorShape cursorFor(CrosshairPart part) {
  switch (part) {
    case CrosshairPart::centre:
      return Qt::SizeAllCursor;
    case CrosshairPart::line:
      return Qt::OpenHandCursor;
    case CrosshairPart::grip:
      return Qt::PointingHandCursor;
    case CrosshairPart::none:
      break;
  }
  return Qt::ArrowCursor;
}

}  // namespace

void SliceView::mousePressEvent(QMouseEvent* event) {
  if (drag_ || editing_ || painting_ || content_.empty()) return;
  crosshairBeforeClick_.reset();
  const SliceGeometry shown = geometry();
  if (layer_ == LabelLayer::labels && paint_.press(shown, event->position(), event->button())) {
    painting_ = true;
    return;
  }
  if (editor_.press(shown, event->position(), event->button())) {
    editing_ = true;
    return;
  }
  const SliceCrosshair lines = crosshair();
  const bool plainLeft = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
  drag_ = Drag{event->button(),
               gestureOf(content_.mouseProfile, event->button(), event->modifiers()),
               plainLeft ? lines.hit(screenOf(event->position())) : CrosshairHit{},
               event->position(),
               shown,
               lines,
               content_.crosshair,
               content_.rotation,
               viewport_.roll,
               content_.windowLevel};
}

void SliceView::mouseMoveEvent(QMouseEvent* event) {
  cursor_ = event->position();
  update();
  if (content_.empty()) return;
  if (!drag_ && layer_ == LabelLayer::labels && paint_.move(geometry(), event->position())) {
    setCursor(Qt::CrossCursor);
    return;
  }
  if (!drag_) {
    if (editor_.move(geometry(), event->position()))
      setCursor(editor_.cursorAt(geometry(), event->position()));
    else
      hover(*event);
    return;
  }
  const QPointF way = event->position() - drag_->from;
  drag_->moved = drag_->moved || std::hypot(way.x(), way.y()) > kClickReach;
  if (drag_->moved) drag(event->position(), event->modifiers());
}

void SliceView::hover(const QMouseEvent& event) {
  const SliceGeometry shown = geometry();
  const Qt::CursorShape markup = editor_.cursorAt(shown, event.position());
  hovered_ = markup == Qt::ArrowCursor ? crosshair().hit(screenOf(event.position())) : CrosshairHit{};
  setCursor(markup == Qt::ArrowCursor ? cursorFor(hovered_.part) : markup);
  if (gestureOf(content_.mouseProfile, Qt::NoButton, event.modifiers()) == MouseGesture::crosshair)
    Q_EMIT crosshairRequested(shown.lpsFromScreen(screenOf(event.position())));
}

void SliceView::drag(const QPointF& to, Qt::KeyboardModifiers modifiers) {
  if (drag_->hit.part == CrosshairPart::grip)
    turnTo(to);
  else if (drag_->hit.part != CrosshairPart::none)
    dragCrosshair(to);
  else
    dragGesture(to, modifiers.testFlag(Qt::ControlModifier));
}

void SliceView::dragGesture(const QPointF& to, bool fine) {
  const QPointF way = to - drag_->from;
  const SliceGeometry& before = drag_->geometry;
  switch (drag_->gesture) {
    case MouseGesture::none:
      return;
    case MouseGesture::windowLevel: {
      const double speed = fine ? kFineHuPerPixel : kHuPerPixel;
      Q_EMIT windowLevelRequested(std::max(1.0, drag_->windowLevel.windowHu + way.x() * speed),
                                  drag_->windowLevel.levelHu + way.y() * speed);
      return;
    }
    case MouseGesture::pan: {
      Viewport panned = viewport_;
      panned.whole = false;
      panned.centre = before.centre() -
                      (before.axes().right * way.x() + before.axes().down * way.y()) * viewport_.mmPerPixel;
      changeViewport(panned);
      return;
    }
    case MouseGesture::zoom: {
      Viewport start = viewport_;
      start.centre = before.centre();
      start.mmPerPixel = before.mmPerPixel();
      zoomAbout(before.lpsFromScreen(screenOf(drag_->from)), start, std::exp(-way.y() * kZoomPerPixel));
      return;
    }
    case MouseGesture::crosshair:
      Q_EMIT crosshairRequested(geometry().lpsFromScreen(screenOf(to)));
      return;
    case MouseGesture::slice:
      moveBySlices(static_cast<int>(std::lround(way.y())));
      drag_->from = to;
      return;
  }
}

void SliceView::dragCrosshair(const QPointF& to) {
  const SliceGeometry& before = drag_->geometry;
  const Vec3 way = before.lpsFromScreen(screenOf(to)) - before.lpsFromScreen(screenOf(drag_->from));
  if (drag_->hit.part == CrosshairPart::centre) {
    Q_EMIT crosshairRequested(drag_->crosshair + way);
    return;
  }
  const Vec3& normal = drag_->lines.lines().at(drag_->hit.line).normal;
  Q_EMIT crosshairRequested(drag_->crosshair + normal * dot(way, normal));
}

void SliceView::turnTo(const QPointF& to) {
  const Vec2 centre = drag_->lines.centre();
  const auto angleOf = [&](const QPointF& at) { return std::atan2(at.y() - centre.y, at.x() - centre.x); };
  const double angle = angleOf(to) - angleOf(drag_->from);
  Q_EMIT rotationRequested(turned(drag_->rotation, drag_->geometry.axes().into(), angle));
  // The picture stays: what turns on it are the lines of the other planes.
  viewport_.roll = drag_->roll - angle;
  holdCrosshairAt(centre);
  Q_EMIT viewportChanged();
}

void SliceView::mouseReleaseEvent(QMouseEvent* event) {
  if (painting_ && event->button() == Qt::LeftButton) {
    painting_ = false;
    paint_.release(geometry(), event->position());
    return;
  }
  if (editing_) {
    editing_ = false;
    editor_.release(geometry(), event->position());
    return;
  }
  if (!drag_ || event->button() != drag_->button) return;
  const bool click = !drag_->moved && drag_->button == Qt::LeftButton;
  drag_.reset();
  update();
  if (!click) return;
  crosshairBeforeClick_ = content_.crosshair;
  Q_EMIT crosshairRequested(geometry().lpsFromScreen(screenOf(event->position())));
}

void SliceView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (layer_ == LabelLayer::labels && paint_.doubleClick(geometry(), event->position())) {
    painting_ = true;
    return;
  }
  if (!content_.empty() && editor_.doubleClick(geometry(), event->position())) return;
  // The first of the two clicks was not meant to move the crosshair.
  if (crosshairBeforeClick_) Q_EMIT crosshairRequested(*crosshairBeforeClick_);
  crosshairBeforeClick_.reset();
  Q_EMIT maximizeRequested();
}

void SliceView::wheelEvent(QWheelEvent* event) {
  wheelRest_ += event->angleDelta().y();
  const int notches = wheelRest_ / QWheelEvent::DefaultDeltasPerStep;
  wheelRest_ -= notches * QWheelEvent::DefaultDeltasPerStep;
  cursor_ = event->position();
  if (notches != 0 && !content_.empty() && !paint_.wheel(notches, event->modifiers())) {
    if (wheelGestureOf(content_.mouseProfile, event->modifiers()) == MouseGesture::zoom)
      zoomAbout(geometry().lpsFromScreen(screenOf(event->position())), viewport_,
                std::pow(kZoomPerNotch, -notches));
    else
      moveBySlices(notches);
  }
  event->accept();
}

bool SliceView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    // What the markups can use now is no key of the window's.
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool abandons = key == Qt::Key_Escape && board_.canEscape();
    const bool removes = (key == Qt::Key_Delete || key == Qt::Key_Backspace) && !board_.selected().empty();
    const bool closes = (key == Qt::Key_Return || key == Qt::Key_Enter) && board_.draft();
    if (abandons || removes || closes || paint_.wants(key)) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void SliceView::keyPressEvent(QKeyEvent* event) {
  if (!paint_.key(*event) && !editor_.key(*event)) QWidget::keyPressEvent(event);
}

}  // namespace valvista::viewer
