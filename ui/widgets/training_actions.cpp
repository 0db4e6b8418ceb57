// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_actions.h"

#include "ui/widgets/action_registry.h"
#include "ui/widgets/compare_actions.h"
#include "ui/widgets/file_actions.h"
#include "ui/widgets/training_wizard/training_window.h"

#include <QMainWindow>

namespace valvista::ui {

TrainingActions::TrainingActions(const WindowSession& session, ActionRegistry& actions, FileActions& files,
                                 CompareActions& compare, QMainWindow& window)
    : QObject(&window), session_(session), files_(files), compare_(compare), window_(window) {
  actions.add({"trainModel",
               tr("&Train a model\u2026"),
               tr("Trains a network on a dataset, follows trainings and installs what comes of them"),
               {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)},
               ActionGroup::tools,
               false,
               true},
              [this] { shown(); });
}

TrainingWindow& TrainingActions::shown() {
  if (!training_) {
    training_ = new TrainingWindow(session_, &window_);
    connect(training_, &TrainingWindow::failed, this, &TrainingActions::failed);
    connect(training_, &TrainingWindow::promoted, this,
            [this](const QString& model) { Q_EMIT done(tr("The model was installed"), model); });
    connect(training_, &TrainingWindow::caseWanted, this,
            [this](const std::function<void()>& open) { files_.whenSafe(open); });
    connect(training_, &TrainingWindow::predictionRead, this,
            [this](const planning::AnatomyLabels& prediction) { compare_.compareWith(prediction); });
  }
  training_->show();
  training_->raise();
  training_->activateWindow();
  return *training_;
}

void TrainingActions::trainOn(const QString& dataset) {
  shown().chooseDataset(dataset);
}

}  // namespace valvista::ui
