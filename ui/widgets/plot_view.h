// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_curve.h"
#include "planning/model/edited.h"

#include <QPointF>
#include <QWidget>

#include <optional>

class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QKeyEvent;
class QLabel;
class QMouseEvent;

namespace valvista::ui {

/// The cross-section of the aorta over the distance from the annulus, with the first maximum and the end of
/// the root marked. The end can be dragged, or moved with the arrow keys (Shift: finer); a click elsewhere
/// chooses the plane there. The only includer of QCustomPlot.
class PlotView : public QWidget {
  Q_OBJECT
 public:
  explicit PlotView(QWidget* parent = nullptr);

  /// The plot opens on the root and its neighbourhood; wheel and drag show the rest, a double click returns.
  /// nullptr clears the plot; `emptyText` says why nothing is there. An edited end is drawn with its
  /// proposal.
  void setRootCurve(const planning::RootCurve* curve, const planning::Edited<double>& end,
                    const QString& emptyText);
  bool hasCurve() const { return hasCurve_; }
  /// Where a distance from the annulus is drawn, in pixels of rootCurvePlot.
  double pixelOf(double distanceMm) const;

 Q_SIGNALS:
  /// While the end is moved, and once with `finished` at the end of it.
  void rootEndDragged(double mm, bool finished);
  /// Escape.
  void rootEndDragAbandoned();
  void planeChosen(double mm);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Mark {
    QCPItemStraightLine* line = nullptr;
    QCPItemText* text = nullptr;
  };
  Mark makeMark(double textHeight);
  void placeMark(const Mark& mark, const std::optional<double>& distanceMm, const QString& caption);
  void styleAxes();
  /// In the look of the window.
  void colour();
  void showRootRange();
  void placeMarks(const planning::RootCurve& curve);
  bool isOnEnd(const QPointF& at) const;
  bool press(const QMouseEvent& event);
  bool move(const QMouseEvent& event);
  bool release(const QMouseEvent& event);
  bool key(const QKeyEvent& event);
  void moveEndTo(double mm);
  bool finishMove();

  QCustomPlot* plot_;
  QLabel* empty_;  ///< stands there instead of an empty plot
  Mark maximum_, end_;
  QCPItemStraightLine* proposal_ = nullptr;
  planning::Edited<double> rootEnd_;
  bool hasCurve_ = false;
  bool dragging_ = false;                  ///< the end, with the mouse
  std::optional<double> moved_;            ///< where the end was moved to, until that is finished
  std::optional<QPointF> pressed_;         ///< of a left button that has not dragged yet
  double lastMm_ = 0.0;                    ///< of the last plane
  double rangeMm_ = 1.0, rangeMm2_ = 1.0;  ///< what the plot opens on
};

}  // namespace valvista::ui
