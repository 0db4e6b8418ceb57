// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_view_lines.h"

#include <QEvent>
#include <QVBoxLayout>

// The header is written with Qt's keywords, which the project switches off.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach

#include "ui/widgets/theme.h"

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
  plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignTop);
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
  plot_->legend->setVisible(series.size() > 1);
  // Away from where the lines end.
  const bool rises = !series.isEmpty() && !series[0].y.isEmpty() && series[0].y.back() > series[0].y.front();
  plot_->axisRect()->insetLayout()->setInsetAlignment(
      0, Qt::AlignRight | (rises ? Qt::AlignBottom : Qt::AlignTop));
  colour();
  showAll();
}

void LinePlot::showAll() {
  const auto isEmpty = [this] {
    for (int i = 0; i < plot_->graphCount(); ++i)
      if (!plot_->graph(i)->data()->isEmpty()) return false;
    return true;
  };
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
  QColor ground = theme::kField;
  plot_->setBackground(ground);
  plot_->axisRect()->setBackground(ground);
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(QPen(theme::kLine));
    axis->setTickPen(QPen(theme::kLine));
    axis->setSubTickPen(QPen(theme::kLine));
    axis->setTickLabelColor(theme::kText);
    axis->setLabelColor(theme::kText);
    axis->grid()->setPen(QPen(theme::kLine, 1, Qt::DotLine));
    axis->grid()->setZeroLinePen(QPen(theme::kLine));
  }
  ground.setAlpha(220);
  plot_->legend->setBrush(ground);
  plot_->legend->setTextColor(theme::kText);
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
