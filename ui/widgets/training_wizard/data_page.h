// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_plan.h"
#include "ui/session/trainings.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace valvista::ui {

/// The first page: the folder of the dataset, what was found in it and what is wrong with it; below, the
/// trainings there are already.
class DataPage : public QWidget {
  Q_OBJECT
 public:
  DataPage(TrainingPlan& plan, Trainings& trainings, QWidget* parent = nullptr);

 Q_SIGNALS:
  void folderWanted();
  void trainingChosen(const QString& folder);
  void resumeWanted(const QString& folder);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QWidget* makeTrainings();
  void showPlan();
  void showFaults();
  void showTrainings();
  const ListedTraining* chosenTraining() const;

  TrainingPlan& plan_;
  Trainings& trainings_;
  QLabel *folder_, *facts_, *verdict_;
  QProgressBar* progress_;
  QTableWidget *faults_, *runs_;
  QPushButton *show_, *resume_;
  QWidget* runsPart_;
};

}  // namespace valvista::ui
