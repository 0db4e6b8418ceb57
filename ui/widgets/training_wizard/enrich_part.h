// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_plan.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace valvista::ui {

/// What a dataset lacks that can be derived, the button that does it, and what became of it. Hidden when
/// there is nothing to say.
class EnrichPart : public QWidget {
  Q_OBJECT
 public:
  explicit EnrichPart(TrainingPlan& plan, QWidget* parent = nullptr);

 private:
  void showPlan();
  void showResult();

  TrainingPlan& plan_;
  QLabel *note_, *result_;
  QPushButton *start_, *cancel_;
  QProgressBar* progress_;
};

}  // namespace valvista::ui
