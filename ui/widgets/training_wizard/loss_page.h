// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_plan.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace valvista::ui {

/// New weights or those of an installed model, the network, and what is made small.
class LossPage : public QWidget {
  Q_OBJECT
 public:
  explicit LossPage(TrainingPlan& plan, QWidget* parent = nullptr);

 private:
  void show();
  void showModels();
  void showLoss();
  void chooseStart(int index);
  void chooseLoss(int index);
  void buildWeights();

  TrainingPlan& plan_;
  QComboBox *start_, *network_, *loss_;
  QLabel *startNote_, *networkNote_, *lossNote_;
  QFormLayout* weights_;
  std::vector<LossKind> shown_;  ///< the terms that weights_ has rows for
  std::vector<QDoubleSpinBox*> boxes_;
};

}  // namespace valvista::ui
