// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/anatomy/root_curve.h"

class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace valvista::ui {

/// The cross-section of the aorta over the distance from the annulus, with the first maximum and the end of
/// the root marked. The only includer of QCustomPlot.
class PlotView : public QWidget {
  Q_OBJECT
 public:
  explicit PlotView(QWidget* parent = nullptr);

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

  QCustomPlot* plot_;
  QCPItemText* empty_ = nullptr;
  Mark maximum_, end_;
  bool hasCurve_ = false;
};

}  // namespace valvista::ui
