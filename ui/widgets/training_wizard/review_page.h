// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_plan.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableWidget;

namespace valvista::ui {

/// Name of the model, and everything that was chosen in one table.
class ReviewPage : public QWidget {
  Q_OBJECT
 public:
  explicit ReviewPage(TrainingPlan& plan, QWidget* parent = nullptr);

 private:
  void show();
  void addRow(const QString& what, const QString& value);

  TrainingPlan& plan_;
  QLineEdit *name_, *version_, *licence_;
  QTableWidget* table_;
  QLabel* obstacle_;
};

}  // namespace valvista::ui
