// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/slice_view.h"

#include "viewer/scene/plane_cross.h"
#include "viewer/scene/slice_stack.h"
#include "viewer/scene/view_colours.h"
#include "viewer/widgets/slice_overlay.h"
#include "viewer/widgets/view_annotations.h"

#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace valvista::viewer {
namespace {

constexpr double kZoomPerKey = 1.15;
constexpr double kFinestMmPerPixel = 0.01, kCoarsestMmPerPixel = 10.0;
constexpr double kFitMargin = 1.04;
constexpr double kLeastShareOfPlace = 0.25, kShareOfPlace = 0.4;  ///< of the view, of a place gone to
constexpr double kInSliceMm = 0.75;  ///< points nearer to the plane count as in the slice
constexpr int kPageSlices = 10;

double shorterSide(const QSize& size) {
  return std::max(1, std::min(size.width(), size.height()));
}

}  // namespace

SliceView::SliceView(SliceOrientation orientation, const SliceContent& content, MarkupBoard& board,
                     PaintHand& hand, LabelLayer layer)
    : orientation_(orientation),
      layer_(layer),
      content_(content),
      board_(board),
      editor_(board),
      paint_(hand),
      picture_(layer) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 100);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(sliceTitle(orientation_, Mat3()));
  connect(&board, &MarkupBoard::changed, this, qOverload<>(&QWidget::update));
  connect(&hand, &PaintHand::changed, this, qOverload<>(&QWidget::update));
}

SliceAxes SliceView::axes() const {
  return rolled(axesOf(orientation_, content_.rotation), viewport_.roll);
}

SliceGeometry SliceView::geometry() const {
  const SliceAxes shown = axes();
  const Vec3 into = shown.into();
  const Vec3 centre = viewport_.centre + into * dot(content_.crosshair - viewport_.centre, into);
  return {shown, centre, viewport_.mmPerPixel, {static_cast<double>(width()), static_cast<double>(height())}};
}

SliceCrosshair SliceView::crosshair() const {
  return {geometry(), orientation_, content_.rotation, content_.crosshair};
}

void SliceView::setViewport(const Viewport& viewport) {
  viewport_ = viewport;
  update();
}

void SliceView::changeViewport(const Viewport& viewport) {
  setViewport(viewport);
  Q_EMIT viewportChanged();
}

void SliceView::showWhole() {
  viewport_.whole = true;
  if (!content_.empty() && width() > 0 && height() > 0) {
    const SliceAxes shown = axes();
    viewport_.centre = middle(content_.geometry());
    viewport_.mmPerPixel = kFitMargin * std::max(extentAlong(content_.geometry(), shown.right) / width(),
                                                 extentAlong(content_.geometry(), shown.down) / height());
  }
  update();
}

void SliceView::revealCrosshair() {
  const Vec2 at = geometry().screenFromLps(content_.crosshair);
  if (!QRectF(rect()).contains({at.x, at.y})) {
    viewport_.centre = content_.crosshair;
    viewport_.whole = false;
  }
  update();
}

void SliceView::holdCrosshairAt(const Vec2& screen) {
  const SliceAxes shown = axes();
  viewport_.centre = content_.crosshair -
                     (shown.right * (screen.x - width() / 2.0) + shown.down * (screen.y - height() / 2.0)) *
                         viewport_.mmPerPixel;
  update();
}

void SliceView::goTo(const Vec3& centre, double radiusMm) {
  const double side = shorterSide(size());
  const double shown = 2 * radiusMm / viewport_.mmPerPixel / side;
  if (shown < kLeastShareOfPlace || shown > 1.0) viewport_.mmPerPixel = 2 * radiusMm / (kShareOfPlace * side);
  viewport_.centre = centre;
  viewport_.whole = false;
  update();
}

void SliceView::zoomAbout(const Vec3& fixed, const Viewport& before, double factor) {
  if (content_.empty()) return;
  Viewport zoomed = before;
  zoomed.whole = false;
  zoomed.mmPerPixel = std::clamp(before.mmPerPixel * factor, kFinestMmPerPixel, kCoarsestMmPerPixel);
  zoomed.centre = fixed + (before.centre - fixed) * (zoomed.mmPerPixel / before.mmPerPixel);
  zoomed.roll = viewport_.roll;
  changeViewport(zoomed);
}

void SliceView::goToSlice(int index) {
  if (content_.empty()) return;
  const Vec3 into = axes().into();
  const SliceStack slices = stackOf(content_, axes());
  const double position = slices.position(std::clamp(index, 0, slices.count - 1));
  Q_EMIT crosshairRequested(content_.crosshair + into * (position - dot(content_.crosshair, into)));
}

void SliceView::moveBySlices(int count) {
  if (content_.empty()) return;
  const Vec3 into = axes().into();
  const SliceStack slices = stackOf(content_, axes());
  const double position = dot(content_.crosshair, into);
  if (isStraight(orientation_, content_.rotation)) {
    goToSlice(slices.indexOf(position) + count);
    return;
  }
  // An oblique plane lies on no stored slice: whole steps from where it is come back to it exactly.
  const double wanted = position + count * slices.step;
  if (wanted < slices.first || wanted > slices.position(slices.count - 1)) return;
  Q_EMIT crosshairRequested(content_.crosshair + into * (count * slices.step));
}

void SliceView::perform(ViewCommand command) {
  switch (command) {
    case ViewCommand::nextSlice:
    case ViewCommand::turnRight:
      return moveBySlices(1);
    case ViewCommand::previousSlice:
    case ViewCommand::turnLeft:
      return moveBySlices(-1);
    case ViewCommand::tenSlicesOn:
      return moveBySlices(kPageSlices);
    case ViewCommand::tenSlicesBack:
      return moveBySlices(-kPageSlices);
    case ViewCommand::firstSlice:
      return goToSlice(0);
    case ViewCommand::lastSlice:
      return content_.empty() ? void() : goToSlice(stackOf(content_, axes()).count - 1);
    case ViewCommand::zoomIn:
      return zoomAbout(content_.crosshair, viewport_, 1.0 / kZoomPerKey);
    case ViewCommand::zoomOut:
      return zoomAbout(content_.crosshair, viewport_, kZoomPerKey);
    case ViewCommand::showWhole:
      showWhole();
      Q_EMIT viewportChanged();
      return;
    case ViewCommand::maximize:
      Q_EMIT maximizeRequested();
      return;
  }
}

void SliceView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), colourFrom(kViewBackground));
  const SliceGeometry shown = geometry();
  if (!content_.empty()) {
    painter.drawImage(QPointF(0.0, 0.0), picture_.update(content_, shown, devicePixelRatioF()));
    drawEvidence(painter, shown, content_.evidence);
    crosshair().draw(painter, drag_ ? drag_->hit : hovered_);
    const bool slab = content_.slab.mode != SlabMode::none;
    editor_.draw(painter, shown, slab ? std::max(content_.slab.thicknessMm / 2, kInSliceMm) : kInSliceMm);
    if (layer_ == LabelLayer::labels) paint_.draw(painter, shown, cursor_);
  }
  std::optional<Vec3> under;
  if (cursor_) under = shown.lpsFromScreen({cursor_->x(), cursor_->y()});
  annotateSlice(painter, content_, {orientation_, layer_, shown, under});
  if (hasFocus()) {
    painter.setPen(colourFrom(colourOf(orientation_)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void SliceView::resizeEvent(QResizeEvent* event) {
  if (viewport_.whole) {
    showWhole();
    return;
  }
  // The same part of the patient stays in view, so that changing layouts there and back changes nothing.
  if (event->oldSize().isValid() && !event->oldSize().isEmpty())
    viewport_.mmPerPixel *= shorterSide(event->oldSize()) / shorterSide(size());
}

void SliceView::leaveEvent(QEvent*) {
  cursor_.reset();
  hovered_ = {};
  update();
}

void SliceView::focusInEvent(QFocusEvent*) {
  update();
}
void SliceView::focusOutEvent(QFocusEvent*) {
  update();
}

}  // namespace valvista::viewer
