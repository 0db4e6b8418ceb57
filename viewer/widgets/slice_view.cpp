// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/slice_view.h"

#include "planning/model/tavr_labels.h"
#include "viewer/scene/view_colours.h"
#include "viewer/scene/voxel_probe.h"
#include "viewer/widgets/slice_overlay.h"
#include "viewer/widgets/view_annotations.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kClickReach = 3.0;       ///< pixels; further is a drag
constexpr double kHuPerPixel = 2.0;       ///< of a window/level drag
constexpr double kFineHuPerPixel = 0.25;  ///< with Ctrl
constexpr double kZoomPerPixel = 0.006, kZoomPerKey = 1.15;
constexpr double kFinestMmPerPixel = 0.01, kCoarsestMmPerPixel = 10.0;
constexpr double kFitMargin = 1.04;
constexpr double kLeastShareOfPlace = 0.25, kShareOfPlace = 0.4;  ///< of the view, of a place gone to
constexpr int kPageSlices = 10;
const QColor kTextColour(225, 228, 232);

QString labelName(std::uint8_t label) {
  for (const planning::LabelStyle& style : planning::labelStyles())
    if (style.value == label) return QString::fromStdString(style.displayName);
  return {};
}

}  // namespace

SliceView::SliceView(SliceOrientation orientation, const SliceContent& content, QWidget* parent)
    : QWidget(parent), orientation_(orientation), content_(content) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 100);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(title());
}

QString SliceView::title() const {
  switch (orientation_) {
    case SliceOrientation::axial:
      return tr("Axial");
    case SliceOrientation::coronal:
      return tr("Coronal");
    case SliceOrientation::sagittal:
      break;
  }
  return tr("Sagittal");
}

SliceGeometry SliceView::geometry() const {
  const SliceAxes axes = axesOf(orientation_);
  const Vec3 into = axes.into();
  const Vec3 centre = centre_ + into * dot(content_.crosshair - centre_, into);
  return {axes, centre, mmPerPixel_, {static_cast<double>(width()), static_cast<double>(height())}};
}

SliceStack SliceView::stack() const {
  return stackAlong(content_.geometry(), axesOf(orientation_).into());
}

void SliceView::showWhole() {
  whole_ = true;
  if (!content_.empty() && width() > 0 && height() > 0) {
    const SliceAxes axes = axesOf(orientation_);
    centre_ = middle(content_.geometry());
    mmPerPixel_ = kFitMargin * std::max(extentAlong(content_.geometry(), axes.right) / width(),
                                        extentAlong(content_.geometry(), axes.down) / height());
  }
  update();
}

void SliceView::revealCrosshair() {
  const Vec2 at = geometry().screenFromLps(content_.crosshair);
  if (!QRectF(rect()).contains({at.x, at.y})) {
    centre_ = content_.crosshair;
    whole_ = false;
  }
  update();
}

void SliceView::goTo(const Vec3& centre, double radiusMm) {
  const double shown = 2 * radiusMm / mmPerPixel_ / std::min(width(), height());
  if (shown < kLeastShareOfPlace || shown > 1.0)
    mmPerPixel_ = 2 * radiusMm / (kShareOfPlace * std::min(width(), height()));
  centre_ = centre;
  whole_ = false;
  update();
}

void SliceView::goToSlice(int index) {
  if (content_.empty()) return;
  const Vec3 into = axesOf(orientation_).into();
  const SliceStack slices = stack();
  const double position = slices.position(std::clamp(index, 0, slices.count - 1));
  Q_EMIT crosshairRequested(content_.crosshair + into * (position - dot(content_.crosshair, into)));
}

void SliceView::moveBySlices(int count) {
  if (content_.empty()) return;
  goToSlice(stack().indexOf(dot(content_.crosshair, axesOf(orientation_).into())) + count);
}

void SliceView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), colourFrom(kViewBackground));
  const SliceGeometry shown = geometry();
  if (!content_.empty()) {
    painter.drawImage(QPointF(0.0, 0.0), picture_.update(content_, shown, devicePixelRatioF()));
    drawEvidence(painter, shown, content_.evidence);
    drawCrosshair(painter, shown, content_.crosshair);
  }
  annotate(painter, shown);
  if (hasFocus()) {
    painter.setPen(colourFrom(colourOf(orientation_)));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void SliceView::annotate(QPainter& painter, const SliceGeometry& shown) {
  ViewAnnotations annotations(painter, rect());
  if (content_.empty()) {
    annotations.write(Qt::AlignTop | Qt::AlignLeft, {title()}, colourFrom(colourOf(orientation_)));
    return;
  }
  const Vec3 into = shown.axes().into();
  const SliceStack slices = stack();
  annotations.writeSides(shown.axes().right, shown.axes().down);
  annotations.write(
      Qt::AlignTop | Qt::AlignLeft,
      {title(), slicePositionText(content_.crosshair, into),
       tr("Slice %1 / %2").arg(slices.indexOf(dot(content_.crosshair, into)) + 1).arg(slices.count)},
      colourFrom(colourOf(orientation_)));
  annotations.drawScaleBar(shown.mmPerPixel());
  annotations.write(Qt::AlignBottom | Qt::AlignLeft, probeLines(shown), kTextColour);
  if (content_.volume.empty()) return;
  annotations.write(Qt::AlignTop | Qt::AlignRight,
                    {tr("W %1  L %2")
                         .arg(std::lround(content_.windowLevel.windowHu))
                         .arg(std::lround(content_.windowLevel.levelHu))},
                    kTextColour);
}

QStringList SliceView::probeLines(const SliceGeometry& shown) const {
  const Vec3 lps = cursor_ ? shown.lpsFromScreen({cursor_->x(), cursor_->y()}) : content_.crosshair;
  const std::optional<int> hu = huAt(content_.volume, lps);
  QStringList first{cursor_ ? tr("Cursor") : tr("Crosshair")};
  if (!content_.volume.empty()) first << (hu ? tr("%1 HU").arg(*hu) : tr("no HU"));
  if (const QString name = labelName(labelAt(content_.labels, lps)); !name.isEmpty()) first << name;
  return {first.join(QStringLiteral("  ")), positionText(lps)};
}

void SliceView::resizeEvent(QResizeEvent*) {
  if (whole_) showWhole();
}

void SliceView::mousePressEvent(QMouseEvent* event) {
  if (drag_ || content_.empty()) return;
  drag_ = Drag{event->button(), event->position(), geometry(), content_.windowLevel};
  crosshairBeforeClick_.reset();
}

void SliceView::mouseMoveEvent(QMouseEvent* event) {
  cursor_ = event->position();
  update();
  if (drag_) {
    const QPointF way = event->position() - drag_->from;
    drag_->moved = drag_->moved || std::hypot(way.x(), way.y()) > kClickReach;
    if (drag_->moved) drag(event->position(), event->modifiers());
  } else if (event->modifiers().testFlag(Qt::ShiftModifier) && !content_.empty()) {
    Q_EMIT crosshairRequested(geometry().lpsFromScreen({cursor_->x(), cursor_->y()}));
  }
}

void SliceView::drag(const QPointF& to, Qt::KeyboardModifiers modifiers) {
  const QPointF way = to - drag_->from;
  if (drag_->button == Qt::LeftButton && modifiers.testFlag(Qt::ShiftModifier)) {
    Q_EMIT crosshairRequested(geometry().lpsFromScreen({to.x(), to.y()}));
  } else if (drag_->button == Qt::LeftButton) {
    const double speed = modifiers.testFlag(Qt::ControlModifier) ? kFineHuPerPixel : kHuPerPixel;
    Q_EMIT windowLevelRequested(std::max(1.0, drag_->windowLevel.windowHu + way.x() * speed),
                                drag_->windowLevel.levelHu + way.y() * speed);
  } else if (drag_->button == Qt::MiddleButton) {
    whole_ = false;
    const SliceAxes& axes = drag_->geometry.axes();
    centre_ = drag_->geometry.centre() - (axes.right * way.x() + axes.down * way.y()) * mmPerPixel_;
  } else if (drag_->button == Qt::RightButton) {
    zoomTo(to);
  }
}

void SliceView::zoomTo(const QPointF& to) {
  whole_ = false;
  const SliceGeometry& before = drag_->geometry;
  mmPerPixel_ = std::clamp(before.mmPerPixel() * std::exp((drag_->from.y() - to.y()) * kZoomPerPixel),
                           kFinestMmPerPixel, kCoarsestMmPerPixel);
  // The point under the press stays where it is.
  const Vec3 fixed = before.lpsFromScreen({drag_->from.x(), drag_->from.y()});
  centre_ = fixed + (before.centre() - fixed) * (mmPerPixel_ / before.mmPerPixel());
}

void SliceView::zoomBy(double factor) {
  if (content_.empty()) return;
  whole_ = false;
  const double before = mmPerPixel_;
  mmPerPixel_ = std::clamp(before * factor, kFinestMmPerPixel, kCoarsestMmPerPixel);
  centre_ = content_.crosshair + (centre_ - content_.crosshair) * (mmPerPixel_ / before);
  update();
}

void SliceView::mouseReleaseEvent(QMouseEvent* event) {
  if (!drag_ || event->button() != drag_->button) return;
  const bool click = !drag_->moved && drag_->button == Qt::LeftButton;
  drag_.reset();
  if (!click) return;
  crosshairBeforeClick_ = content_.crosshair;
  Q_EMIT crosshairRequested(geometry().lpsFromScreen({event->position().x(), event->position().y()}));
}

void SliceView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  // The first of the two clicks was not meant to move the crosshair.
  if (crosshairBeforeClick_) Q_EMIT crosshairRequested(*crosshairBeforeClick_);
  crosshairBeforeClick_.reset();
  Q_EMIT maximizeRequested();
}

void SliceView::wheelEvent(QWheelEvent* event) {
  wheelRest_ += event->angleDelta().y();
  const int slices = wheelRest_ / QWheelEvent::DefaultDeltasPerStep;
  wheelRest_ -= slices * QWheelEvent::DefaultDeltasPerStep;
  cursor_ = event->position();
  if (slices != 0) moveBySlices(slices);
  event->accept();
}

void SliceView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Right:
      moveBySlices(1);
      return;
    case Qt::Key_Down:
    case Qt::Key_Left:
      moveBySlices(-1);
      return;
    case Qt::Key_PageUp:
      moveBySlices(kPageSlices);
      return;
    case Qt::Key_PageDown:
      moveBySlices(-kPageSlices);
      return;
    case Qt::Key_Home:
      goToSlice(0);
      return;
    case Qt::Key_End:
      if (!content_.empty()) goToSlice(stack().count - 1);
      return;
    case Qt::Key_Space:
      showWhole();
      return;
    case Qt::Key_Plus:
      zoomBy(1.0 / kZoomPerKey);
      return;
    case Qt::Key_Minus:
      zoomBy(kZoomPerKey);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      Q_EMIT maximizeRequested();
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

void SliceView::leaveEvent(QEvent*) {
  cursor_.reset();
  update();
}

void SliceView::focusInEvent(QFocusEvent*) {
  update();
}
void SliceView::focusOutEvent(QFocusEvent*) {
  update();
}

}  // namespace valvista::viewer
