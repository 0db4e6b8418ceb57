// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_plan.h"

#include <QWidget>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace valvista::ui {

/// How long, how much at once and on what; with a trial of a few steps that tells what it will take.
class SchedulePage : public QWidget {
  Q_OBJECT
 public:
  /// `tryIt` is the action of the trial.
  SchedulePage(TrainingPlan& plan, QAction* tryIt, QWidget* parent = nullptr);

 private:
  QWidget* makePresets();
  QWidget* makeSchedule();
  QWidget* makeHardware();
  QWidget* makeTrial(QAction* tryIt);
  QSpinBox* addNumber(QFormLayout& form, const QString& caption, const char* name,
                      const std::function<void(TrainConfig&, int)>& edit);
  void show();
  void showDevices();
  QString trialText() const;

  TrainingPlan& plan_;
  QSpinBox *epochs_ = nullptr, *steps_ = nullptr, *patch_ = nullptr, *patches_ = nullptr, *perCt_ = nullptr,
           *parts_ = nullptr, *threads_ = nullptr;
  QDoubleSpinBox *rate_, *spacing_;
  QComboBox *device_, *precision_;
  QLabel* trial_;
};

}  // namespace valvista::ui
