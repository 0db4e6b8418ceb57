// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/anatomy/root_curve.h"

class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QLabel;

namespace valvista::ui {

/// The cross-section of the aorta over the distance from the annulus, with the first maximum and the end of
/// the root marked. The only includer of QCustomPlot.
class PlotView : public QWidget {
  Q_OBJECT
 public:
  explicit PlotView(QWidget* parent = nullptr);

  /// The plot opens on the root and its neighbourhood; wheel and drag show the rest, a double click returns.
  /// nullptr clears the plot; `emptyText` says why nothing is there.
  void setRootCurve(const planning::RootCurve* curve, const QString& emptyText);
  bool hasCurve() const { return hasCurve_; }

 private:
  struct Mark {
    QCPItemStraightLine* line = nullptr;
    QCPItemText* text = nullptr;
  };
  Mark makeMark(const QColor& colour, double textHeight);
  void placeMark(const Mark& mark, const std::optional<double>& distanceMm, const QString& caption);
  void styleAxes();
  void showRootRange();

  QCustomPlot* plot_;
  QLabel* empty_;  ///< stands there instead of an empty plot
  Mark maximum_, end_;
  bool hasCurve_ = false;
  double rangeMm_ = 1.0, rangeMm2_ = 1.0;  ///< what the plot opens on
};

}  // namespace valvista::ui
