// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot_view_colours.h"

#include "ui/widgets/theme.h"

namespace valvista::ui {

void colourPlot(QCustomPlot& plot, const QColor& legendText) {
  QColor ground = theme::kField;
  plot.setBackground(ground);
  plot.axisRect()->setBackground(ground);
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setBasePen(QPen(theme::kLine));
    axis->setTickPen(QPen(theme::kLine));
    axis->setSubTickPen(QPen(theme::kLine));
    axis->setTickLabelColor(theme::kText);
    axis->setLabelColor(theme::kText);
    axis->grid()->setPen(QPen(theme::kLine, 1, Qt::DotLine));
    axis->grid()->setZeroLinePen(QPen(theme::kLine));
  }
  ground.setAlpha(220);  // the curve stays to be seen behind words
  plot.legend->setBrush(ground);
  plot.legend->setTextColor(legendText);
}

}  // namespace valvista::ui
