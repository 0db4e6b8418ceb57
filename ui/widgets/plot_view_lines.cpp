// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_view_lines.h"

#include "ui/widgets/plot_view_colours.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace valvista::ui {

LinePlot::LinePlot(const char* name, const QString& title, const QString& xLabel, QWidget* parent)
    : QWidget(parent), plot_(new QCustomPlot) {
  plot_->setObjectName(QString::fromLatin1(name));
  plot_->setAccessibleName(title);
  plot_->setFocusPolicy(Qt::StrongFocus);
  plot_->setMinimumSize(220, 130);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(plot_);
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setLabelFont(font());
    axis->setTickLabelFont(font());
    axis->setNumberFormat(QStringLiteral("gb"));
    axis->setNumberPrecision(5);
  }
  plot_->xAxis->setLabel(xLabel);
  plot_->yAxis->setLabel(title);
  plot_->legend->setFont(font());
  plot_->legend->setBorderPen(Qt::NoPen);
  plot_->legend->setRowSpacing(0);
  plot_->legend->setFillOrder(QCPLegend::foColumnsFirst);
  plot_->legend->setWrap(4);
  plot_->plotLayout()->setRowSpacing(0);
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  const auto leave = [this] { follows_ = false; };
  connect(plot_, &QCustomPlot::mouseWheel, this, leave);
  connect(plot_, &QCustomPlot::mousePress, this, leave);
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, [this] {
    follows_ = true;
    showAll();
  });
  plot_->setPlottingHint(QCP::phImmediateRefresh, false);
  colour();
}

void LinePlot::setSeries(const QList<Series>& series) {
  while (plot_->graphCount() > series.size()) plot_->removeGraph(plot_->graphCount() - 1);
  while (plot_->graphCount() < series.size()) plot_->addGraph();
  own_.clear();
  for (int i = 0; i < series.size(); ++i) {
    plot_->graph(i)->setName(series[i].name);
    plot_->graph(i)->setData(series[i].x, series[i].y, true);
    // One value makes no line.
    plot_->graph(i)->setScatterStyle(series[i].x.size() < 2 ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5)
                                                            : QCPScatterStyle());
    own_.append(series[i].colour);
  }
  placeLegend(series.size() > 1);
  colour();
  showAll();
}

/// Above the lines: nobody knows where they will run.
void LinePlot::placeLegend(bool shown) {
  QCPLegend* legend = plot_->legend;
  if (shown == legend->visible()) return;
  legend->setVisible(shown);
  legend->layout()->take(legend);
  if (shown) {
    plot_->plotLayout()->insertRow(0);
    plot_->plotLayout()->addElement(0, 0, legend);
    plot_->plotLayout()->setRowStretchFactor(0, 0.001);
  } else {
    plot_->axisRect()->insetLayout()->addElement(legend, Qt::AlignRight | Qt::AlignTop);
    plot_->plotLayout()->simplify();
  }
}

bool LinePlot::isEmpty() const {
  for (int i = 0; i < plot_->graphCount(); ++i)
    if (!plot_->graph(i)->data()->isEmpty()) return false;
  return true;
}

void LinePlot::showAll() {
  if (follows_ && isEmpty()) {
    plot_->xAxis->setRange(0.0, 1.0);
    plot_->yAxis->setRange(0.0, 1.0);
  } else if (follows_) {
    plot_->rescaleAxes();
    if (plot_->yAxis->range().size() <= 0.0) plot_->yAxis->setRange(plot_->yAxis->range().lower, 1.0);
    plot_->yAxis->scaleRange(1.1);
  }
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LinePlot::colour() {
  colourPlot(*plot_, theme::kText);
  const QList<QColor> window{theme::kText, theme::kAccent, theme::kSecond, theme::kThird, theme::kWarning};
  for (int i = 0; i < plot_->graphCount(); ++i)
    plot_->graph(i)->setPen(QPen(own_[i].isValid() ? own_[i] : window[i % window.size()], 2));
}

void LinePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::StyleChange || own_.isEmpty()) return;
  colour();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace valvista::ui
