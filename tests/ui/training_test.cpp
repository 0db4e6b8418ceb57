// SPDX-License-Identifier: GPL-3.0-or-later
// The window that trains models, with a false trainer that runs as a process of its own.
#include "planning/core/model_store.h"
#include "tests/ui/small_case.h"
#include "tests/ui/training_case.h"
#include "tests/ui/workplace.h"
#include "tests/worker/fake_model.h"
#include "ui/session/training_result.h"
#include "ui/session/trainings.h"
#include "ui/widgets/plot_view_lines.h"
#include "ui/widgets/training_wizard/live_page.h"
#include "ui/widgets/training_wizard/result_page.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableWidget>

#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <string>

namespace valvista::ui {
namespace {

class TrainingWizard : public testing::Test {
 protected:
  TrainingWizard() {
    setenv("VALVISTA_MODELS", (folder_.path() + "/models").toLocal8Bit().constData(), 1);
    setenv("VALVISTA_TRAINING", (folder_.path() + "/training").toLocal8Bit().constData(), 1);
    openWindow();
  }
  ~TrainingWizard() override {
    for (const ListedTraining& training : listTrainings(trainStoreFolder()))
      if (training.alive) kill(static_cast<pid_t>(training.status->processId), SIGKILL);
    unsetenv("VALVISTA_MODELS");
    unsetenv("VALVISTA_TRAINING");
  }

  std::filesystem::path path(const char* name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }
  void openWindow() {
    place_.reset();
    place_.emplace();
  }
  void useTrainer(const std::string& mode) {
    place_->settings_.setWorkerCommand(
        QString::fromStdString(std::string(VALVISTA_BIN "/valvista-fake-trainer ") + mode));
  }
  QAction& action(const char* id) { return place_->child<QAction>(id); }
  QTableWidget& table(const char* name) { return place_->child<QTableWidget>(name); }
  QAbstractButton& button(const char* name) { return place_->child<QAbstractButton>(name); }
  int page() { return place_->child<QStackedWidget>("trainingPages").currentIndex(); }
  std::string state() { return place_->text("trainingState"); }
  bool stateIs(const std::string& part) {
    return waitFor([&] { return state().find(part) != std::string::npos; });
  }
  /// The wizard on a dataset that was read and found good.
  void chooseDataset(const std::filesystem::path& dataset) {
    place_->window_.trainOn(QString::fromStdString(dataset.string()));
    ASSERT_TRUE(waitFor([&] { return !place_->jobs_.isBusy(); }));
  }
  /// As somebody who only presses Next, but for a shorter schedule.
  void startTraining(const std::string& mode, int epochs = 3, int steps = 4) {
    useTrainer(mode);
    writeSmallDataset(path("dataset"), 6);
    chooseDataset(path("dataset"));
    place_->child<QSpinBox>("trainingEpochs").setValue(epochs);
    place_->child<QSpinBox>("trainingSteps").setValue(steps);
    for (int i = 0; i < 4; ++i) action("trainingNext").trigger();
    ASSERT_EQ(page(), 4);
    ASSERT_TRUE(action("trainingStart").isEnabled()) << place_->text("trainingObstacle");
    action("trainingStart").trigger();
    ASSERT_EQ(page(), 5) << place_->text("trainingMessage");
  }

  QTemporaryDir folder_;
  std::optional<Workplace> place_;
};

TEST_F(TrainingWizard, NextToTheEndTrainsJudgesAndInstalls) {
  startTraining("good");
  ASSERT_TRUE(stateIs("Finished")) << state();
  EXPECT_GT(table("trainingWorst").rowCount(), 0);
  EXPECT_TRUE(action("trainingJudge").isVisible());
  action("trainingJudge").trigger();
  ASSERT_TRUE(waitFor([&] { return table("trainingErrorTable").rowCount() > 0; }))
      << place_->text("trainingVerdict");
  EXPECT_NE(place_->text("trainingVerdict").find("validation"), std::string::npos);
  // The false worker's labels cannot be measured.
  EXPECT_FALSE(action("trainingPromote").isEnabled());
  place_->child<QLineEdit>("trainingWord").setText(TrainingResult::confirmationWord());
  action("trainingPromote").trigger();
  ASSERT_TRUE(
      waitFor([&] { return place_->text("trainingVerdict").find("installed") != std::string::npos; }));
  EXPECT_EQ(listModels(modelStoreFolder()).size(), 1U);
  EXPECT_FALSE(action("trainingPromote").isEnabled()) << "once";
}

TEST_F(TrainingWizard, ConfigurationHasTheClassesInTheValuesOfTheProgram) {
  startTraining("good", 1, 1);
  const auto runs = listTrainings(trainStoreFolder());
  ASSERT_EQ(runs.size(), 1U);
  ASSERT_TRUE(runs.front().config) << runs.front().problem;
  const auto& classes = runs.front().config->model.classes;
  const std::vector<ModelClass> wanted{{"background", 0}, {"left_ventricle", 2}, {"aorta", 1}};
  EXPECT_EQ(classes, wanted);
  EXPECT_EQ(runs.front().config->out, runs.front().run.folder);
  ASSERT_TRUE(stateIs("Finished"));
}

TEST_F(TrainingWizard, ErrorsOfTheDatasetBlockAndAreNamedWithFileAndReason) {
  useTrainer("good");
  writeSmallDataset(path("broken"), 6, true);
  chooseDataset(path("broken"));
  auto& faults = table("trainingFaults");
  ASSERT_GT(faults.rowCount(), 0);
  EXPECT_EQ(faults.item(0, 0)->text(), QStringLiteral("error"));
  EXPECT_TRUE(faults.item(0, 1)->text().endsWith(QStringLiteral("case_1_0000.nii.gz")))
      << faults.item(0, 1)->text().toStdString();
  EXPECT_FALSE(faults.item(0, 2)->text().isEmpty());
  EXPECT_FALSE(action("trainingNext").isEnabled());
}

TEST_F(TrainingWizard, SaysThatAFolderIsNoDataset) {
  useTrainer("good");
  std::filesystem::create_directories(path("empty"));
  chooseDataset(path("empty"));
  EXPECT_FALSE(place_->text("trainingDatasetFacts").empty());
  EXPECT_FALSE(action("trainingNext").isEnabled());
}

TEST_F(TrainingWizard, TrialTellsTimeAndMemoryUntilSomethingChanges) {
  useTrainer("good");
  writeSmallDataset(path("dataset"), 6);
  chooseDataset(path("dataset"));
  EXPECT_NE(place_->text("trainingTrial").find("Not tried yet"), std::string::npos);
  action("trainingTry").trigger();
  ASSERT_TRUE(waitFor([&] { return place_->text("trainingTrial").find("2.0 GiB") != std::string::npos; }))
      << place_->text("trainingTrial");
  EXPECT_NE(place_->text("trainingTrial").find("18 s to prepare"), std::string::npos) << "six cases";
  EXPECT_NE(place_->text("trainingTrial").find("30 s for a validation"), std::string::npos) << "one case";
  auto& epochs = place_->child<QSpinBox>("trainingEpochs");
  epochs.setValue(epochs.value() * 2);
  EXPECT_NE(place_->text("trainingTrial").find("2.0 GiB"), std::string::npos) << "a step takes the same";
  place_->child<QSpinBox>("trainingPatches").setValue(9);
  EXPECT_NE(place_->text("trainingTrial").find("Not tried yet"), std::string::npos);
}

TEST_F(TrainingWizard, StructuresCanBeLeftOut) {
  useTrainer("good");
  writeSmallDataset(path("dataset"), 6);
  chooseDataset(path("dataset"));
  auto& classes = place_->child<QListWidget>("trainingClasses");
  ASSERT_EQ(classes.count(), 2);
  classes.item(0)->setCheckState(Qt::Unchecked);
  auto& review = table("trainingReview");
  EXPECT_EQ(review.item(2, 1)->text(), QStringLiteral("Aorta"));
  classes.item(1)->setCheckState(Qt::Unchecked);
  EXPECT_FALSE(action("trainingStart").isEnabled()) << "nothing left to learn";
}

TEST_F(TrainingWizard, GoesOnWithoutTheWindowAndIsFoundAgain) {
  startTraining("slow", 2, 3);
  ASSERT_TRUE(stateIs("Training")) << state();
  openWindow();  // the old one is gone
  action("trainModel").trigger();
  auto& runs = table("trainingRuns");
  ASSERT_TRUE(waitFor([&] { return runs.rowCount() == 1; }));
  EXPECT_EQ(runs.item(0, 1)->text(), QStringLiteral("training"));
  button("trainingShow").click();
  EXPECT_EQ(page(), 5);
  ASSERT_TRUE(waitFor([&] { return action("trainingPause").isVisible(); }));
  action("trainingStop").trigger();
  button("trainingStopConfirm").click();
  ASSERT_TRUE(stateIs("Stopped early")) << state();
}

TEST_F(TrainingWizard, PausesAndResumes) {
  startTraining("good", 50, 20);
  ASSERT_TRUE(waitFor([&] { return action("trainingPause").isVisible(); }));
  action("trainingPause").trigger();
  ASSERT_TRUE(stateIs("Paused")) << state();
  EXPECT_FALSE(action("trainingPause").isVisible());
  action("trainingGoOn").trigger();
  ASSERT_TRUE(stateIs("Training")) << state();
  action("trainingStop").trigger();
  button("trainingStopCancel").click();
  EXPECT_EQ(readTrainRequest(listTrainings(trainStoreFolder()).front().run), TrainRequest::resume);
}

TEST_F(TrainingWizard, AKilledTrainingIsSaidToBeInterruptedAndResumed) {
  startTraining("dies:5");
  ASSERT_TRUE(stateIs("Interrupted")) << state();
  EXPECT_TRUE(action("trainingGoOn").isVisible());
  EXPECT_FALSE(action("trainingPause").isVisible());
  action("trainingBack").trigger();
  EXPECT_EQ(table("trainingRuns").item(0, 1)->text(), QStringLiteral("interrupted"));
  EXPECT_TRUE(button("trainingResume").isEnabled());
  button("trainingResume").click();
  ASSERT_TRUE(stateIs("Finished")) << state();
}

TEST_F(TrainingWizard, OneThatWasStoppedGoesOnFromTheLivePageAndTheList) {
  startTraining("good", 50, 20);
  ASSERT_TRUE(waitFor([&] { return place_->text("trainingFacts").find("best Dice") != std::string::npos; }));
  EXPECT_FALSE(action("trainingGoOn").isVisible()) << "it runs";
  action("trainingStop").trigger();
  button("trainingStopConfirm").click();
  ASSERT_TRUE(stateIs("Stopped early")) << state();
  EXPECT_TRUE(button("trainingResume").isEnabled());
  ASSERT_TRUE(action("trainingGoOn").isVisible());
  action("trainingGoOn").trigger();
  EXPECT_FALSE(action("trainingGoOn").isVisible()) << "it is started once";
  ASSERT_TRUE(stateIs("Finished")) << state();
  EXPECT_FALSE(action("trainingGoOn").isVisible()) << "there is nothing to go on with";
  EXPECT_FALSE(button("trainingResume").isEnabled());
}

TEST_F(TrainingWizard, OneThatFailedAfterACheckpointGoesOn) {
  startTraining("fails:6");
  ASSERT_TRUE(stateIs("lower learning rate")) << state();
  ASSERT_TRUE(action("trainingGoOn").isVisible());
  action("trainingGoOn").trigger();
  ASSERT_TRUE(stateIs("Finished")) << state();
}

TEST_F(TrainingWizard, CurvesOfTheTrainingBeforeGoAtOnce) {
  startTraining("good");
  ASSERT_TRUE(stateIs("Finished")) << state();
  Trainings trainings({place_->document_, place_->controller_, place_->jobs_, place_->settings_});
  QAction pause, resume, stop, judge;
  LivePage page(trainings, {&pause, &resume, &stop, &judge});
  const auto& table = *page.findChild<QTableWidget*>(QStringLiteral("trainingWorst"));
  const QList<LinePlot*> plots = page.findChildren<LinePlot*>();
  ASSERT_EQ(plots.size(), 3);
  trainings.follow(listTrainings(trainStoreFolder()).front().run.folder);
  ASSERT_TRUE(waitFor([&] { return table.rowCount() > 0; }));
  for (const LinePlot* plot : plots) EXPECT_FALSE(plot->isEmpty());
  trainings.follow(path("never there"));
  EXPECT_EQ(table.rowCount(), 0);
  for (const char* name : {"trainingState", "trainingFacts"})
    EXPECT_EQ(page.findChild<QLabel*>(QString::fromLatin1(name))->text(), QString()) << name;
  for (const LinePlot* plot : plots) EXPECT_TRUE(plot->isEmpty());
}

TEST_F(TrainingWizard, NamesNoPatient) {
  place_->controller_.openPrepared([](const Progress&) {
    planning::Plan plan;
    plan.inputs.study = smallStudy(7);
    return plan;
  });
  ASSERT_TRUE(place_->settle());
  startTraining("slow", 2, 3);
  ASSERT_TRUE(waitFor([&] { return action("trainingPause").isVisible(); }));
  action("trainingStop").trigger();
  for (const char* name : {"trainingWindow", "trainingStopQuestion"}) {
    const auto& dialog = place_->child<QDialog>(name);
    ASSERT_TRUE(dialog.isVisible());
    EXPECT_FALSE(dialog.windowTitle().contains(QStringLiteral("Patient 7")));
    bool research = false;
    for (const QLabel* label : dialog.findChildren<QLabel*>()) {
      EXPECT_FALSE(label->text().contains(QStringLiteral("Patient 7"))) << label->text().toStdString();
      research = research || (label->objectName() == QStringLiteral("researchUse") && label->isVisible());
    }
    EXPECT_TRUE(research) << name;
  }
}

TEST_F(TrainingWizard, DamagedCurvesAreNamedAndTheStateIsStillShown) {
  startTraining("good");
  ASSERT_TRUE(stateIs("Finished")) << state();
  std::ofstream(listTrainings(trainStoreFolder()).front().run.history(), std::ios::app) << "what,is,this\n";
  ASSERT_TRUE(
      waitFor([&] { return place_->text("trainingWarnings").find("history.csv") != std::string::npos; }));
  EXPECT_NE(state().find("Finished"), std::string::npos);
}

TEST_F(TrainingWizard, FailuresAreSaidWithTheReason) {
  startTraining("fails");
  EXPECT_TRUE(stateIs("lower learning rate")) << state();
  EXPECT_FALSE(action("trainingGoOn").isVisible()) << "there is no checkpoint";
}

TEST_F(TrainingWizard, AWorkerThatEndsAtOnceIsQuoted) {
  startTraining("silent");
  EXPECT_TRUE(stateIs("a library is missing")) << state();
}

TEST_F(TrainingWizard, ValidatedCaseOpensWithTruthAndPrediction) {
  startTraining("good");
  ASSERT_TRUE(stateIs("Finished")) << state();
  const auto runs = listTrainings(trainStoreFolder());
  const std::string name = table("trainingWorst").item(0, 0)->text().toStdString();
  std::filesystem::create_directories(runs.front().run.predictions());
  LabelMap predicted(axisAlignedGeometry({24, 24, 24}, {3.0, 3.0, 3.0}));
  predicted.set({10, 10, 10}, 1);
  writeNifti(runs.front().run.predictions() / (name + ".nii.gz"), predicted);
  Q_EMIT table("trainingWorst").cellActivated(0, 0);
  ASSERT_TRUE(waitFor([&] { return place_->child<QDockWidget>("compareDock").isVisible(); }));
  EXPECT_EQ(place_->document_.inputs().study->patient.name, name);
  EXPECT_EQ(place_->document_.inputs().anatomy->labels.at({14, 10, 10}), 1)
      << "aorta in the program's values";
}

}  // namespace
}  // namespace valvista::ui
