// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_plan.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QSpinBox;
class QTableWidget;

namespace valvista::ui {

/// Which structures are trained, and which patients are trained on, validated on and held out.
class ClassPage : public QWidget {
  Q_OBJECT
 public:
  explicit ClassPage(TrainingPlan& plan, QWidget* parent = nullptr);

 private:
  void show();
  void showClasses();
  void showSplit();

  TrainingPlan& plan_;
  QListWidget* classes_;
  QDoubleSpinBox *validation_, *test_;
  QSpinBox* seed_;
  QLabel* summary_;
  QTableWidget* cases_;
};

}  // namespace valvista::ui
