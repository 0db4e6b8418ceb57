// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_view.h"

#include "ui/widgets/plot_view_colours.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::ui {

namespace {

enum Graph { kRaw, kSmoothed };
constexpr double kLeastRangeMm = 40.0;
constexpr double kStepMm = 0.5, kFineStepMm = 0.1;  ///< of the arrow keys
constexpr double kGrabPixels = 6.0, kClickPixels = 3.0;

QVector<double> toVector(const std::vector<double>& values) {
  return {values.begin(), values.end()};
}

}  // namespace

PlotView::PlotView(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot), empty_(new QLabel) {
  setObjectName(QStringLiteral("plotView"));
  plot_->setObjectName(QStringLiteral("rootCurvePlot"));
  plot_->setAccessibleName(tr("Root cross-section curve"));
  plot_->setAccessibleDescription(tr("Left and Right move the end of the root"));
  plot_->setMinimumHeight(170);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(plot_);
  column->addWidget(empty_);
  empty_->setObjectName(QStringLiteral("rootCurveEmpty"));
  empty_->setTextFormat(Qt::PlainText);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  theme::setTone(*empty_, theme::Tone::quiet);

  styleAxes();
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &PlotView::showRootRange);
  QCPGraph* raw = plot_->addGraph();
  raw->setName(tr("one plane each"));
  raw->setLineStyle(QCPGraph::lsNone);
  QCPGraph* smoothed = plot_->addGraph();
  smoothed->setName(tr("moving average"));

  maximum_ = makeMark(0.04);
  end_ = makeMark(0.16);
  proposal_ = new QCPItemStraightLine(plot_);
  proposal_->setVisible(false);
  colour();
  plot_->setPlottingHint(QCP::phImmediateRefresh, false);  // it paints together with the rest of the window
  plot_->setFocusPolicy(Qt::StrongFocus);
  plot_->setMouseTracking(true);
  plot_->installEventFilter(this);
  setRootCurve(nullptr, {}, {});
}

void PlotView::styleAxes() {
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setLabelFont(font());
    axis->setTickLabelFont(font());
  }
  plot_->xAxis->setLabel(tr("Distance from the annulus plane (mm)"));
  plot_->yAxis->setLabel(tr("Cross-section area (mm\u00b2)"));
  plot_->yAxis->setNumberFormat(QStringLiteral("f"));
  plot_->yAxis->setNumberPrecision(0);
  plot_->legend->setVisible(true);
  plot_->legend->setBorderPen(Qt::NoPen);
  plot_->legend->setFont(font());
  plot_->legend->setRowSpacing(0);
  plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignBottom);
}

void PlotView::colour() {
  colourPlot(*plot_, theme::kQuietText);
  plot_->graph(kRaw)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme::kQuietText, 4));
  plot_->graph(kSmoothed)->setPen(QPen(theme::kAccent, 2));
  proposal_->setPen(QPen(theme::kThird, 1, Qt::DotLine));
  QColor ground = theme::kField;
  ground.setAlpha(220);
  for (const auto& [mark, own] : {std::pair(maximum_, theme::kSecond), std::pair(end_, theme::kThird)}) {
    mark.line->setPen(QPen(own, 1.5, Qt::DashLine));
    mark.text->setColor(own);
    mark.text->setBrush(ground);
  }
}

void PlotView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::StyleChange || !proposal_) return;  // still being made
  colour();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

PlotView::Mark PlotView::makeMark(double textHeight) {
  Mark mark;
  mark.line = new QCPItemStraightLine(plot_);
  mark.text = new QCPItemText(plot_);
  mark.text->setLayer(QStringLiteral("overlay"));  // above the lines of other marks
  mark.text->setFont(font());
  mark.text->setPadding(QMargins(6, 1, 6, 1));
  mark.text->position->setTypeX(QCPItemPosition::ptPlotCoords);
  mark.text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  mark.text->position->setCoords(0.0, textHeight);
  return mark;
}

void PlotView::placeMark(const Mark& mark, const std::optional<double>& distanceMm, const QString& caption) {
  mark.line->setVisible(distanceMm.has_value());
  mark.text->setVisible(distanceMm.has_value());
  if (!distanceMm) return;
  mark.line->point1->setCoords(*distanceMm, 0.0);
  mark.line->point2->setCoords(*distanceMm, 1.0);
  mark.text->setText(QStringLiteral("%1 %2 mm").arg(caption).arg(*distanceMm, 0, 'f', 1));
  // The text stands on the side of its line where there is room.
  const bool leftOfLine = *distanceMm > plot_->xAxis->range().center();
  mark.text->setPositionAlignment(Qt::AlignTop | (leftOfLine ? Qt::AlignRight : Qt::AlignLeft));
  mark.text->position->setCoords(*distanceMm, mark.text->position->coords().y());
}

void PlotView::setRootCurve(const planning::RootCurve* curve, const planning::Edited<double>& end,
                            const QString& emptyText) {
  const bool opens = !hasCurve_;
  hasCurve_ = curve && !curve->distanceMm.empty();
  rootEnd_ = hasCurve_ ? end : planning::Edited<double>();
  empty_->setVisible(!hasCurve_);
  empty_->setText(emptyText);
  plot_->setVisible(hasCurve_);
  if (!hasCurve_) {
    plot_->graph(kRaw)->data()->clear();
    plot_->graph(kSmoothed)->data()->clear();
    dragging_ = false;
    moved_.reset();
    placeMarks({});
    return;
  }
  const QVector<double> distance = toVector(curve->distanceMm);
  plot_->graph(kRaw)->setData(distance, toVector(curve->areaMm2), true);
  plot_->graph(kSmoothed)->setData(distance, toVector(curve->smoothedAreaMm2), true);
  lastMm_ = distance.back();
  rangeMm_ = std::min(lastMm_, std::max(kLeastRangeMm, 2.0 * curve->rootEndMm.value_or(lastMm_)));
  rangeMm2_ = 1.0;
  for (std::size_t i = 0; i < curve->distanceMm.size() && curve->distanceMm[i] <= rangeMm_; ++i)
    rangeMm2_ = std::max(rangeMm2_, 1.35 * curve->areaMm2[i]);  // room above for the texts of the marks
  // A curve that follows a drag must not pull the axes away from under the mouse.
  if (opens) showRootRange();
  placeMarks(*curve);
}

void PlotView::placeMarks(const planning::RootCurve& curve) {
  placeMark(maximum_, curve.firstMaximumMm, tr("First maximum"));
  placeMark(end_, rootEnd_.current(), rootEnd_.isEdited() ? tr("Root end, edited") : tr("Root end"));
  const bool both = rootEnd_.isEdited() && rootEnd_.proposed;
  proposal_->setVisible(both);
  if (both) {
    proposal_->point1->setCoords(*rootEnd_.proposed, 0.0);
    proposal_->point2->setCoords(*rootEnd_.proposed, 1.0);
  }
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

double PlotView::pixelOf(double distanceMm) const {
  return plot_->xAxis->coordToPixel(distanceMm);
}

bool PlotView::isOnEnd(const QPointF& at) const {
  const auto& end = rootEnd_.current();
  return end && plot_->axisRect()->rect().contains(at.toPoint()) &&
         std::abs(pixelOf(*end) - at.x()) <= kGrabPixels;
}

bool PlotView::eventFilter(QObject* watched, QEvent* event) {
  if (watched != plot_ || !hasCurve_) return false;
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      return press(static_cast<const QMouseEvent&>(*event));
    case QEvent::MouseMove:
      return move(static_cast<const QMouseEvent&>(*event));
    case QEvent::MouseButtonRelease:
      return release(static_cast<const QMouseEvent&>(*event));
    case QEvent::ShortcutOverride:  // Escape cancels the drag rather than a job
      if (static_cast<const QKeyEvent&>(*event).key() == Qt::Key_Escape && moved_) event->accept();
      return false;
    case QEvent::KeyPress:
      return key(static_cast<const QKeyEvent&>(*event));
    case QEvent::KeyRelease:
      return !static_cast<const QKeyEvent&>(*event).isAutoRepeat() && finishMove();
    case QEvent::FocusOut:
      finishMove();
      return false;
    default:
      return false;
  }
}

bool PlotView::press(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return false;
  plot_->setFocus(Qt::MouseFocusReason);
  dragging_ = isOnEnd(event.position());
  if (!dragging_) pressed_ = event.position();
  return dragging_;  // what is not the mark drags the axes
}

bool PlotView::move(const QMouseEvent& event) {
  if (dragging_) {
    moveEndTo(plot_->xAxis->pixelToCoord(event.position().x()));
    return true;
  }
  if (pressed_ && (event.position() - *pressed_).manhattanLength() > kClickPixels) pressed_.reset();
  plot_->setCursor(isOnEnd(event.position()) ? Qt::SplitHCursor : Qt::ArrowCursor);
  return false;
}

bool PlotView::release(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return false;
  if (dragging_) {
    dragging_ = false;
    finishMove();
    return true;
  }
  if (pressed_ && plot_->axisRect()->rect().contains(event.position().toPoint())) {
    const double mm = plot_->xAxis->pixelToCoord(pressed_->x());
    if (mm >= 0.0 && mm <= lastMm_) Q_EMIT planeChosen(mm);
  }
  pressed_.reset();
  return false;
}

bool PlotView::key(const QKeyEvent& event) {
  if (event.key() == Qt::Key_Escape && moved_) {
    dragging_ = false;
    moved_.reset();
    Q_EMIT rootEndDragAbandoned();
    return true;
  }
  const auto& end = rootEnd_.current();
  if (!end || (event.key() != Qt::Key_Left && event.key() != Qt::Key_Right)) return false;
  const double step = event.modifiers().testFlag(Qt::ShiftModifier) ? kFineStepMm : kStepMm;
  moveEndTo(moved_.value_or(*end) + (event.key() == Qt::Key_Right ? step : -step));
  return true;
}

void PlotView::moveEndTo(double mm) {
  moved_ = std::clamp(mm, 0.0, lastMm_);
  Q_EMIT rootEndDragged(*moved_, false);
}

bool PlotView::finishMove() {
  if (!moved_ || dragging_) return false;
  const double mm = *moved_;
  moved_.reset();
  Q_EMIT rootEndDragged(mm, true);
  return true;
}

void PlotView::showRootRange() {
  plot_->xAxis->setRange(0.0, std::max(1.0, rangeMm_));
  plot_->yAxis->setRange(0.0, rangeMm2_);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace valvista::ui
