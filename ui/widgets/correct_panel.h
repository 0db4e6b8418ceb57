// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/label_editor.h"

#include <QList>
#include <QWidget>

#include <array>

class QAction;
class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QTableWidget;
class QVBoxLayout;

namespace valvista::ui {

/// Correcting labels: the label to paint with and what may be painted over, the tools, the brush, and a line
/// that says why nothing was painted.
class CorrectPanel : public QWidget {
  Q_OBJECT
 public:
  struct Actions {
    QList<QAction*> tools;   ///< of which one is in the hand
    QList<QAction*> shapes;  ///< that change a label as a whole
  };
  /// Takes `places` into its column.
  CorrectPanel(LabelEditor& editor, const Actions& actions, QWidget* places, QWidget* parent = nullptr);

  /// Millimetres for smoothing and margins.
  double amountMm() const;
  void showHint(const QString& text);

 Q_SIGNALS:
  void hiddenChanged(const std::array<bool, 256>& hidden);

 private:
  QTableWidget* makeLabels();
  void addBrush(QVBoxLayout& column);
  void addHuRange(QVBoxLayout& column);
  void addShapes(QVBoxLayout& column, const QList<QAction*>& shapes);
  void show();
  void showLabels();
  void chooseLabel(int row);
  void takeChecks();
  void takeBrush();
  void takeHuRange();

  LabelEditor& editor_;
  QTableWidget* labels_;
  QDoubleSpinBox *radius_, *amount_;
  QCheckBox *sphere_, *adaptive_, *inRange_;
  QSpinBox *lowest_, *highest_;
  QLabel* hint_;
  bool showing_ = false;  ///< changes of the widgets are ours
};

}  // namespace valvista::ui
