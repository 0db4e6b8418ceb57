// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse of the view along a vessel.
#include "viewer/widgets/reformat_view.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kClickReach = 3.0, kLineReach = 4.0;  ///< pixels
constexpr double kHuPerPixel = 2.0;
constexpr double kZoomPerPixel = 0.006, kZoomPerNotch = 1.15;
constexpr double kRadiansPerPixel = 0.01;
constexpr double kMmPerNotch = 1.0;

}  // namespace

bool ReformatView::onCursorLine(const QPointF& at) const {
  const auto here = along();
  return here && std::abs(screenFromMm(reformat_.pictureFromAlong(*here)).y() - at.y()) <= kLineReach;
}

void ReformatView::mousePressEvent(QMouseEvent* event) {
  if (drag_ || reformat_.empty()) return;
  const bool left = event->button() == Qt::LeftButton;
  const bool beside = profileArea().contains(event->position());
  drag_ = Drag{event->button(),
               gestureOf(content_.mouseProfile, event->button(), event->modifiers()),
               left && event->modifiers() == Qt::NoModifier && (beside || onCursorLine(event->position())),
               left && event->modifiers().testFlag(Qt::ControlModifier),
               event->position(),
               centreMm_,
               mmPerPixel_,
               turn_,
               content_.windowLevel};
}

void ReformatView::mouseMoveEvent(QMouseEvent* event) {
  cursor_ = event->position();
  update();
  if (!drag_) {
    setCursor(onCursorLine(event->position()) ? Qt::SizeVerCursor : Qt::ArrowCursor);
    return;
  }
  const QPointF way = event->position() - drag_->from;
  drag_->moved = drag_->moved || std::hypot(way.x(), way.y()) > kClickReach;
  if (drag_->moved) drag(event->position());
}

void ReformatView::drag(const QPointF& to) {
  const QPointF way = to - drag_->from;
  if (drag_->turns) return turnTo(drag_->turn + way.x() * kRadiansPerPixel);
  if (drag_->cursorLine || drag_->gesture == MouseGesture::crosshair)
    return goAlong(reformat_.alongFromPicture(mmFromScreen(to)));
  if (drag_->gesture == MouseGesture::windowLevel) {
    Q_EMIT windowLevelRequested(std::max(1.0, drag_->windowLevel.windowHu + way.x() * kHuPerPixel),
                                drag_->windowLevel.levelHu + way.y() * kHuPerPixel);
  } else if (drag_->gesture == MouseGesture::pan) {
    whole_ = false;
    centreMm_ = {drag_->centreMm.x - way.x() * mmPerPixel_, drag_->centreMm.y - way.y() * mmPerPixel_};
  } else if (drag_->gesture == MouseGesture::zoom) {
    const Vec2 fixed = mmFromScreen(drag_->from);
    zoomAbout(fixed, drag_->mmPerPixel * std::exp(-way.y() * kZoomPerPixel));
  }
}

void ReformatView::mouseReleaseEvent(QMouseEvent* event) {
  if (!drag_ || event->button() != drag_->button) return;
  const bool click = !drag_->moved && drag_->button == Qt::LeftButton;
  drag_.reset();
  if (!click) return;
  const Vec2 mm = mmFromScreen(event->position());
  const double along = reformat_.alongFromPicture(mm);
  if (const auto lps = lpsFromScreen(event->position()))
    Q_EMIT placeRequested(*lps, reformat_.planeAt(along));
  else if (profileArea().contains(event->position()))
    goAlong(along);
}

void ReformatView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) Q_EMIT maximizeRequested();
}

void ReformatView::wheelEvent(QWheelEvent* event) {
  wheelRest_ += event->angleDelta().y();
  const int notches = wheelRest_ / QWheelEvent::DefaultDeltasPerStep;
  wheelRest_ -= notches * QWheelEvent::DefaultDeltasPerStep;
  event->accept();
  if (notches == 0 || reformat_.empty()) return;
  if (wheelGestureOf(content_.mouseProfile, event->modifiers()) == MouseGesture::zoom)
    zoomAbout(mmFromScreen(event->position()), mmPerPixel_ * std::pow(kZoomPerNotch, -notches));
  else
    goAlong(along().value_or(0.0) - notches * kMmPerNotch);
}

}  // namespace valvista::viewer
