// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/pipeline_controller.h"

#include <QThread>

#include <gtest/gtest.h>

#include <vector>

#include "tests/ui/held_controller.h"
#include "tests/ui/small_case.h"

namespace valvista::ui {
namespace {

using planning::Plan;
using planning::PlanSources;
using planning::Step;
using planning::StepState;

using PipelineControllerTest = HeldControllerTest;

TEST_F(PipelineControllerTest, OpensDerivesAndMeasures) {
  controller_.open(smallSources(3));
  ASSERT_TRUE(settled());
  EXPECT_EQ(document_.inputs().study->patient.id, "3");
  EXPECT_EQ(measuredArea(document_), 3.0);
  EXPECT_EQ(document_.status(Step::measure).state, StepState::done);
  EXPECT_FALSE(document_.surfaces().empty());
}

TEST_F(PipelineControllerTest, CtAloneIsShownAndLabelsMayFollow) {
  PlanSources ct;
  ct.ct = "case4";
  controller_.open(ct);
  ASSERT_TRUE(settled());
  EXPECT_TRUE(document_.inputs().study);
  EXPECT_TRUE(document_.derived().measurements.empty());
  controller_.openLabels("case4");
  ASSERT_TRUE(settled());
  EXPECT_EQ(measuredArea(document_), 4.0);
}

TEST_F(PipelineControllerTest, LabelsGivenWhileTheCtIsReadGoWithThatCt) {
  controller_.open(smallSources(1));
  ASSERT_TRUE(settled());
  holdAt(Step::load);
  PlanSources ct;
  ct.ct = "case2";
  controller_.open(ct);
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  controller_.openLabels("case2");
  release();
  ASSERT_TRUE(settled());
  EXPECT_EQ(document_.inputs().study->patient.id, "2");
  EXPECT_EQ(measuredArea(document_), 2.0);
}

PlanSources only(const char* ct, const char* labels) {
  PlanSources sources;
  if (ct) sources.ct = ct;
  if (labels) sources.labels = labels;
  return sources;
}

TEST_F(PipelineControllerTest, LabelsOpenedBeforeTheirCtStay) {
  controller_.openLabels("case3", "tavr");
  ASSERT_TRUE(settled());
  EXPECT_FALSE(document_.inputs().study);
  EXPECT_EQ(measuredArea(document_), 3.0) << "labels alone are measured";
  controller_.open(only("case3", nullptr));
  ASSERT_TRUE(settled());
  ASSERT_TRUE(document_.inputs().study);
  EXPECT_EQ(measuredArea(document_), 3.0);
  EXPECT_EQ(document_.sources().scheme, "tavr");
}

TEST_F(PipelineControllerTest, LabelsStillBeingReadGoWithTheCtThatFollows) {
  holdAt(Step::labels);
  controller_.openLabels("case3");
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  controller_.open(only("case3", nullptr));
  release();
  ASSERT_TRUE(settled());
  ASSERT_TRUE(document_.inputs().study && document_.inputs().anatomy);
  EXPECT_EQ(measuredArea(document_), 3.0);
}

TEST_F(PipelineControllerTest, LabelsThatDoNotFitTheCtGoAndItIsTold) {
  std::vector<PipelineFailure> failures;
  QObject::connect(&controller_, &PipelineController::failed,
                   [&](const auto& failure) { failures.push_back(failure); });
  controller_.openLabels("case3");
  ASSERT_TRUE(settled());
  controller_.open(only("case4", nullptr));
  ASSERT_TRUE(settled());
  ASSERT_TRUE(document_.inputs().study);
  EXPECT_EQ(document_.inputs().study->patient.id, "4");
  EXPECT_FALSE(document_.inputs().anatomy);
  EXPECT_FALSE(document_.sources().labels);
  EXPECT_EQ(measuredArea(document_), -1.0);
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_TRUE(failures[0].cause.message.contains("do not lie on the grid"))
      << failures[0].cause.message.toStdString();
}

TEST_F(PipelineControllerTest, BrokenCtKeepsTheLabelsThatWereOpenAlone) {
  controller_.openLabels("case3");
  ASSERT_TRUE(settled());
  controller_.open(only("case-1", nullptr));
  ASSERT_TRUE(settled());
  EXPECT_FALSE(document_.inputs().study);
  EXPECT_EQ(measuredArea(document_), 3.0);
}

TEST_F(PipelineControllerTest, ACtAfterAWholeCaseTakesNoLabelsAlong) {
  controller_.open(smallSources(3));
  ASSERT_TRUE(settled());
  controller_.open(only("case3", nullptr));
  ASSERT_TRUE(settled());
  EXPECT_FALSE(document_.inputs().anatomy);
}

TEST_F(PipelineControllerTest, LabelsOfTheDemoAreNotTakenToAnotherCt) {
  planning::PhantomSpec spec;
  spec.spacing = {4.0, 4.0, 4.0};
  holdAt(Step::rootLabels);  // nothing is measured here
  controller_.openDemo(spec);
  ASSERT_TRUE(waitFor([&] { return document_.inputs().study.has_value(); }));
  CaseDocument& document = document_;
  document.replaceLabels(only(nullptr, "case3"), smallLabels(3));
  controller_.open(only("case3", nullptr));
  ASSERT_TRUE(waitFor([&] { return document_.inputs().study->patient.id == "3"; }));
  release();
  ASSERT_TRUE(settled());
  EXPECT_FALSE(document_.inputs().anatomy);
}

TEST_F(PipelineControllerTest, RefusedFileKeepsTheOldCaseWhole) {
  controller_.open(smallSources(1));
  ASSERT_TRUE(settled());
  std::vector<PipelineFailure> failures;
  QObject::connect(&controller_, &PipelineController::failed, [&](const auto& failure) { failures.push_back(failure); });
  controller_.open(smallSources(-1));
  ASSERT_TRUE(settled());
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_TRUE(failures[0].inputRefused);
  EXPECT_EQ(failures[0].cause.message, "broken.nii: the header is damaged");
  EXPECT_EQ(document_.inputs().study->patient.id, "1");
  EXPECT_EQ(measuredArea(document_), 1.0);
  EXPECT_TRUE(isOneCase(document_));
}

TEST_F(PipelineControllerTest, CancelWhileReadingKeepsTheOldCase) {
  controller_.open(smallSources(1));
  ASSERT_TRUE(settled());
  holdAt(Step::load);
  controller_.open(smallSources(2));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  controller_.cancel();
  ASSERT_TRUE(settled());
  EXPECT_EQ(document_.inputs().study->patient.id, "1");
  EXPECT_EQ(measuredArea(document_), 1.0);
}

TEST_F(PipelineControllerTest, CancelledMeasuringCanBeTakenUpAgain) {
  holdAt(Step::measure);
  controller_.open(smallSources(5));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  controller_.cancel();
  ASSERT_TRUE(settled());
  EXPECT_EQ(document_.status(Step::measure).state, StepState::fresh);
  EXPECT_EQ(document_.status(Step::rootLabels).state, StepState::done);
  EXPECT_EQ(measuredArea(document_), -1.0);
  release();
  controller_.resume();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measuredArea(document_), 5.0);
  EXPECT_FALSE(document_.surfaces().empty());
}

TEST_F(PipelineControllerTest, ResultsOfTheCaseBeforeAreDropped) {
  holdAt(Step::measure);
  controller_.open(smallSources(6));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  controller_.open(smallSources(7));
  ASSERT_TRUE(waitFor([&] { return document_.inputs().study->patient.id == "7"; }));
  EXPECT_TRUE(isOneCase(document_));
  release();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measuredArea(document_), 7.0);
}

TEST(PipelineController, FailedStepIsToldAndTheCaseStays) {
  CaseDocument document;
  InlineJobRunner jobs;
  PipelineController controller(document, jobs, [](Step step, const PlanSources& sources, Plan& plan, const Progress& p) {
    if (step == Step::measure) throw std::runtime_error("no memory for the contour");
    runSmallStep(step, sources, plan, p);
  });
  std::vector<PipelineFailure> failures;
  QObject::connect(&controller, &PipelineController::failed, [&](const auto& failure) { failures.push_back(failure); });
  controller.open(smallSources(1));
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_FALSE(failures[0].inputRefused);
  EXPECT_EQ(document.status(Step::measure).state, StepState::failed);
  EXPECT_TRUE(controller.isSettled());
  EXPECT_TRUE(document.inputs().study);
}

TEST(PipelineController, InlineRunnerGivesTheSameCase) {
  CaseDocument document;
  InlineJobRunner jobs;
  int settled = 0;
  PipelineController controller(document, jobs, runSmallStep);
  QObject::connect(&controller, &PipelineController::settled, [&] { ++settled; });
  controller.open(smallSources(3));
  EXPECT_EQ(measuredArea(document), 3.0);
  EXPECT_EQ(settled, 1);
}

TEST_F(PipelineControllerTest, FastSwitchingNeverMixesCases) {
  int seen = 0;
  QObject::connect(&document_, &CaseDocument::changed, [&] {
    ++seen;
    ASSERT_TRUE(isOneCase(document_));
  });
  for (int i = 0; i < 60; ++i) {
    controller_.open(smallSources(1 + i % 2));
    for (int turn = 0; turn < i % 5; ++turn) {
      QCoreApplication::processEvents();
      QThread::msleep(1);
    }
    if (i % 7 == 3) controller_.cancel();
    if (i % 11 == 5) controller_.open(smallSources(-1));
  }
  controller_.open(smallSources(2));
  ASSERT_TRUE(settled());
  EXPECT_GT(seen, 5);
  EXPECT_EQ(document_.inputs().study->patient.id, "2");
  EXPECT_EQ(measuredArea(document_), 2.0);
}

}  // namespace
}  // namespace valvista::ui
