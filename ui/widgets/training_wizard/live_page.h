// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/trainings.h"

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace valvista::ui {

class LinePlot;

/// A training while it runs and afterwards: state, curves, the worst cases of the last validation.
class LivePage : public QWidget {
  Q_OBJECT
 public:
  /// What a person can do with it.
  struct Actions {
    QAction *pause, *resume, *stop, *judge;
  };
  LivePage(Trainings& trainings, const Actions& actions, QWidget* parent = nullptr);

 Q_SIGNALS:
  void caseChosen(const QString& name);

 private:
  void show();
  /// Nothing of the training before is to be taken for one that was not looked at yet.
  void clear();
  void showState(const FollowedTraining& followed);
  void showCurves(const FollowedTraining& followed);
  void showWorst(const FollowedTraining& followed);

  Trainings& trainings_;
  QLabel *title_, *state_, *facts_, *warnings_;
  QProgressBar* progress_;
  LinePlot *loss_, *dice_, *rate_;
  QTableWidget* worst_;
  std::size_t stepsShown_ = 0, casesShown_ = 0;
  std::filesystem::path shown_;
};

}  // namespace valvista::ui
