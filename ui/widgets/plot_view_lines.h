// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QVector>
#include <QWidget>

class QCustomPlot;

namespace valvista::ui {

/// Lines over steps or epochs, with a legend. The axes follow the values until the wheel or a drag changes
/// them; a double click lets them follow again.
class LinePlot : public QWidget {
  Q_OBJECT
 public:
  struct Series {
    QString name;
    QColor colour;  ///< invalid: the next of the window's own
    QVector<double> x, y;
  };

  LinePlot(const char* name, const QString& title, const QString& xLabel, QWidget* parent = nullptr);
  void setSeries(const QList<Series>& series);
  bool isEmpty() const;  ///< no line has a point

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void colour();
  void placeLegend(bool shown);
  void showAll();

  QCustomPlot* plot_;
  QList<QColor> own_;  ///< of each line, invalid for the window's
  bool follows_ = true;
};

}  // namespace valvista::ui
