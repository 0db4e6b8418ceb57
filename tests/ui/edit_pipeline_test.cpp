// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/held_controller.h"

#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

using planning::Step;
using planning::StepState;

/// Edits of a case that is open and measured.
class EditPipelineTest : public HeldControllerTest {
 protected:
  void openCase(int number) {
    controller_.open(smallSources(number));
    ASSERT_TRUE(settled());
    ASSERT_EQ(measured(), 1000.0 * number);
  }
  void commit(planning::Review review) { document_.commit(QStringLiteral("edit"), std::move(review)); }
  double measured() const { return lengthIn(document_.derived().measurements); }
  double live() const { return document_.live() ? lengthIn(document_.live()->measurements) : -1.0; }
  int runs(Step step) const { return runs_[static_cast<std::size_t>(step)]; }
};

TEST_F(EditPipelineTest, ACommittedEditIsMeasuredAndUndoneAndRedone) {
  openCase(3);
  commit(smallEdit(3, 4));
  EXPECT_EQ(document_.status(Step::rootLabels).state, StepState::running);
  EXPECT_EQ(document_.status(Step::measure).state, StepState::stale);
  EXPECT_EQ(measured(), 3000.0) << "the old number stays until the new one comes";
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3034.0);
  EXPECT_EQ(document_.measuredEdits(), smallEdit(3, 4).edits);
  document_.undoStack().undo();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3000.0);
  document_.undoStack().redo();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3034.0);
}

TEST_F(EditPipelineTest, SurfacesAreBuiltAgainOnlyWhenLabelsChange) {
  openCase(3);
  int built = 0;
  QObject::connect(&document_, &CaseDocument::changed, [&](const CaseChange& change) {
    built += change.parts.testFlag(CasePart::surfaces) ? 1 : 0;
  });
  planning::Review centreline;
  centreline.edits.centrelinePoints[0] = Polyline{{0.0, 0.0, 0.0}, {0.0, 0.0, 9.0}};
  commit(centreline);
  ASSERT_TRUE(settled());
  EXPECT_EQ(built, 0);
  EXPECT_EQ(runs(Step::rootLabels), 1);
  EXPECT_EQ(runs(Step::measure), 2);
  commit(smallEdit(3, 4));
  ASSERT_TRUE(settled());
  EXPECT_EQ(built, 1);
  EXPECT_EQ(runs(Step::rootLabels), 2);
}

TEST_F(EditPipelineTest, AnAcknowledgementComputesNothing) {
  openCase(3);
  planning::Review review;
  review.acknowledged = {"annulus.rough: so"};
  commit(review);
  EXPECT_TRUE(controller_.isSettled());
  EXPECT_EQ(document_.status(Step::measure).state, StepState::done);
}

TEST_F(EditPipelineTest, WhatTheUserStoppedIsNotStartedByAnAcknowledgement) {
  openCase(3);
  holdAt(Step::measure);
  commit(smallEdit(3, 4));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  controller_.cancel();
  ASSERT_TRUE(settled());
  EXPECT_EQ(document_.status(Step::measure).state, StepState::stale) << "there are numbers, but of before";
  EXPECT_EQ(measured(), 3000.0);
  planning::Review review = document_.review();
  review.acknowledged = {"annulus.rough: so"};
  commit(review);
  EXPECT_TRUE(controller_.isSettled());
  release();
  controller_.resume();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3034.0);
}

TEST_F(EditPipelineTest, ANewerEditReplacesARunOfTheOlder) {
  openCase(3);
  holdAt(Step::measure);
  commit(smallEdit(3, 4));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  commit(smallEdit(3, 5));
  release();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3035.0);
  EXPECT_EQ(runs(Step::measure), 2) << "the run of the older edit was stopped";
}

TEST_F(EditPipelineTest, LiveNumbersFollowTheDragAndTheOldOnesComeBack) {
  openCase(3);
  document_.preview(smallEdit(3, 1));
  ASSERT_TRUE(waitFor([&] { return live() == 3031.0; }));
  document_.preview(smallEdit(3, 2));
  ASSERT_TRUE(waitFor([&] { return live() == 3032.0; }));
  EXPECT_EQ(measured(), 3000.0);
  EXPECT_TRUE(controller_.isSettled());
  document_.abandonPreview();
  EXPECT_FALSE(document_.live());
  EXPECT_EQ(document_.status(Step::measure).state, StepState::done);
  EXPECT_EQ(runs(Step::measure), 1);
}

TEST_F(EditPipelineTest, AFastDragIsNotStarvedOfNumbers) {
  openCase(3);
  holdLive_ = true;
  document_.preview(smallEdit(3, 1));
  ASSERT_TRUE(waitFor([&] { return liveRuns_ == 1; }));
  for (int at = 2; at < 9; ++at) document_.preview(smallEdit(3, at));
  holdLive_ = false;
  ASSERT_TRUE(waitFor([&] { return live() == 3038.0; }));
  EXPECT_EQ(liveRuns_, 2) << "the first was taken, and of those that waited only the newest";
}

TEST_F(EditPipelineTest, LiveNumbersStayAfterTheCommitUntilItIsMeasured) {
  openCase(3);
  document_.preview(smallEdit(3, 1));
  ASSERT_TRUE(waitFor([&] { return live() == 3031.0; }));
  holdAt(Step::measure);
  commit(smallEdit(3, 1));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  EXPECT_EQ(live(), 3031.0);
  release();
  ASSERT_TRUE(settled());
  EXPECT_FALSE(document_.live());
  EXPECT_EQ(measured(), 3031.0);
}

TEST_F(EditPipelineTest, AnUndoHasLiveNumbersBeforeItIsMeasured) {
  openCase(3);
  commit(smallEdit(3, 1));
  ASSERT_TRUE(settled());
  holdAt(Step::measure);
  document_.undoStack().undo();
  ASSERT_TRUE(waitFor([&] { return live() == 3000.0; }));
  EXPECT_EQ(measured(), 3031.0);
  release();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3000.0);
  EXPECT_FALSE(document_.live());
}

TEST_F(EditPipelineTest, NumbersOfTheStrokeBeforeAreNotThoseOfTheNewest) {
  openCase(3);
  holdAt(Step::measure);
  holdLive_ = true;
  const auto paint = [&](int i) {
    LabelMap after = document_.inputs().anatomy->labels;
    after.set({i, 0, 0}, after.at({i, 0, 0}) == 6 ? 7 : 6);  // of an iliac artery: the root stays as it is
    document_.commitLabels(QStringLiteral("paint"), after);
  };
  paint(1);
  ASSERT_TRUE(waitFor([&] { return liveRuns_ == 1; }));
  paint(2);
  int runsWhenShown = 0;
  QObject::connect(&document_, &CaseDocument::changed, &document_, [&] {
    if (document_.live() && runsWhenShown == 0) runsWhenShown = liveRuns_;
  });
  holdLive_ = false;
  ASSERT_TRUE(waitFor([&] { return document_.live().has_value(); }));
  EXPECT_EQ(runsWhenShown, 2);
  release();
  ASSERT_TRUE(settled());
}

TEST_F(EditPipelineTest, ADragStopsTheStepInItsWayAndItRunsAgainAfterwards) {
  openCase(3);
  holdAt(Step::measure);
  commit(smallEdit(3, 1));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  document_.preview(smallEdit(3, 2));
  EXPECT_EQ(document_.status(Step::measure).state, StepState::stale);
  ASSERT_TRUE(waitFor([&] { return live() == 3032.0; })) << "measuring holds the lane";
  release();
  document_.abandonPreview();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3031.0);
  EXPECT_EQ(document_.status(Step::measure).state, StepState::done);
}

TEST_F(EditPipelineTest, ADragGivenUpAtOnceStillRunsTheStepAgain) {
  openCase(3);
  holdAt(Step::rootLabels);
  commit(smallEdit(3, 1));
  ASSERT_TRUE(waitFor([&] { return reached_.load(); }));
  document_.preview(smallEdit(3, 2));
  document_.abandonPreview();  // before the event loop has told of the stop
  release();
  ASSERT_TRUE(settled());
  EXPECT_EQ(measured(), 3031.0);
  EXPECT_FALSE(document_.surfaces().empty());
}

TEST_F(EditPipelineTest, SwitchingPatientsWithWorkUnderWayNeverMixesThem) {
  int seen = 0;
  QObject::connect(&document_, &CaseDocument::changed, [&] {
    ++seen;
    ASSERT_TRUE(isOneCase(document_));
  });
  const auto patient = [&] {
    return document_.inputs().study ? std::stoi(document_.inputs().study->patient.id) : 0;
  };
  for (int i = 0; i < 100; ++i) {
    const int number = 1 + i % 7;
    controller_.open(smallSources(number));
    if (i % 3 != 0) {
      ASSERT_TRUE(waitFor([&] { return patient() == number; }));
    }
    for (int turn = 0; turn < i % 6; ++turn) {
      if (const int current = patient()) {
        document_.preview(smallEdit(current, (i + turn) % 10));
        if (turn % 2 == 1) commit(smallEdit(current, (i + turn) % 10));
        if (turn % 4 == 2) document_.undoStack().undo();
      }
      QCoreApplication::processEvents();
      QThread::msleep(1);
    }
    if (i % 10 == 9) controller_.cancel();
    if (i % 13 == 7) controller_.open(smallSources(-1));
  }
  controller_.open(smallSources(2));
  ASSERT_TRUE(waitFor([&] { return patient() == 2 && controller_.isSettled(); }));
  EXPECT_GT(seen, 200);
  EXPECT_EQ(measured(), 2000.0);
  EXPECT_EQ(document_.review(), planning::Review{});
  EXPECT_FALSE(document_.live());
}

TEST(EditPipeline, WithoutThreadsAnEditIsMeasuredOnTheSpot) {
  CaseDocument document;
  InlineJobRunner jobs;
  PipelineController controller(document, jobs, runSmallStep, nullptr, smallLive);
  controller.open(smallSources(3));
  document.preview(smallEdit(3, 1));
  ASSERT_TRUE(document.live());
  EXPECT_EQ(lengthIn(document.live()->measurements), 3031.0);
  document.commit(QStringLiteral("edit"), smallEdit(3, 1));
  EXPECT_EQ(lengthIn(document.derived().measurements), 3031.0);
  EXPECT_FALSE(document.live());
}

}  // namespace
}  // namespace valvista::ui
