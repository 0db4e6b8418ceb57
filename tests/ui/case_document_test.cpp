// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/case_document.h"

#include "tests/ui/small_case.h"

#include <gtest/gtest.h>

namespace valvista::ui {
namespace {

using planning::Step;

planning::Plan smallPlan(int number) {
  planning::Plan plan;
  plan.inputs.study = smallStudy(number);
  plan.inputs.anatomy = smallLabels(number);
  return plan;
}

planning::Derived measuredOnce() {
  planning::Derived derived;
  derived.measurements.emplace_back();
  return derived;
}

TEST(CaseDocument, OutdatedResultsAreNotTaken) {
  CaseDocument document;
  document.replace(smallSources(1), smallPlan(1));
  const auto old = document.status(Step::measure).revision;
  const auto oldRoot = document.status(Step::rootLabels).revision;
  document.replace(smallSources(2), smallPlan(2));
  EXPECT_FALSE(document.accept(Step::measure, old, measuredOnce()));
  EXPECT_FALSE(document.acceptSurfaces(oldRoot, {planning::LabelSurface{}}));
  EXPECT_TRUE(document.derived().measurements.empty());
  EXPECT_TRUE(document.accept(Step::measure, document.status(Step::measure).revision, measuredOnce()));
  EXPECT_EQ(document.derived().measurements.size(), 1U);
}

TEST(CaseDocument, OtherLabelsTakeTheOldNumbersAlong) {
  CaseDocument document;
  document.replace(smallSources(1), smallPlan(1));
  document.accept(Step::measure, document.status(Step::measure).revision, measuredOnce());
  document.acceptSurfaces(document.status(Step::rootLabels).revision, {planning::LabelSurface{}});
  document.replaceLabels(smallSources(1), smallLabels(3));
  EXPECT_TRUE(document.derived().measurements.empty());
  EXPECT_TRUE(document.surfaces().empty());
  EXPECT_EQ(document.status(Step::measure).state, planning::StepState::fresh);
}

using planning::StepState;

/// A case that was derived, measured and reported.
void finishPlan(CaseDocument& document, int number) {
  document.replace(smallSources(number), smallPlan(number));
  planning::Derived derived = measuredOnce();
  derived.root.emplace();
  document.accept(Step::rootLabels, document.status(Step::rootLabels).revision, derived);
  document.accept(Step::measure, document.status(Step::measure).revision, derived);
  document.setState(Step::report, StepState::done);
}

planning::Review hingesAt(double z) {
  planning::Review review;
  review.edits.hinges = planning::HingePoints{{Vec3{0.0, 0.0, z}, Vec3{10.0, 0.0, z}, Vec3{0.0, 10.0, z}}};
  return review;
}

planning::LiveMeasures liveAt(double rootEnd) {
  planning::LiveMeasures live;
  live.rootEndMm = rootEnd;
  return live;
}

TEST(CaseDocument, EachEditMakesStaleWhatComesFromIt) {
  const auto states = [](const planning::Review& review) {
    CaseDocument document;
    finishPlan(document, 1);
    document.commit(QStringLiteral("change"), review);
    return std::array{document.status(Step::rootLabels).state, document.status(Step::measure).state,
                      document.status(Step::report).state};
  };
  constexpr auto kDone = StepState::done, kStale = StepState::stale;
  EXPECT_EQ(states(hingesAt(1.0)), (std::array{kStale, kStale, kStale}));
  planning::Review rootEnd, centreline, acknowledged, annotated;
  rootEnd.edits.rootEndMm = 12.0;
  EXPECT_EQ(states(rootEnd), (std::array{kStale, kStale, kStale}));
  centreline.edits.centrelinePoints[0] = Polyline{{0.0, 0.0, 0.0}, {0.0, 0.0, 9.0}};
  EXPECT_EQ(states(centreline), (std::array{kDone, kStale, kStale}));
  acknowledged.acknowledged = {"annulus.rough: so"};
  EXPECT_EQ(states(acknowledged), (std::array{kDone, kDone, kStale}));
  annotated.annotations.emplace_back();
  EXPECT_EQ(states(annotated), (std::array{kDone, kDone, kStale}));
}

TEST(CaseDocument, OldNumbersStayUntilNewOnesCome) {
  CaseDocument document;
  finishPlan(document, 1);
  document.commit(QStringLiteral("hinge"), hingesAt(1.0));
  EXPECT_EQ(document.derived().measurements.size(), 1U);
  planning::Derived derived;
  derived.root.emplace();
  document.accept(Step::rootLabels, document.status(Step::rootLabels).revision, derived);
  EXPECT_EQ(document.derived().measurements.size(), 1U) << "out of date, but shown";
  EXPECT_EQ(document.measuredEdits(), planning::PlanEdits{});
  derived.measurements.resize(2);
  document.accept(Step::measure, document.status(Step::measure).revision, derived);
  EXPECT_EQ(document.derived().measurements.size(), 2U);
  EXPECT_EQ(document.measuredEdits(), hingesAt(1.0).edits);
}

TEST(CaseDocument, LiveNumbersFollowADragAndGoWithIt) {
  CaseDocument document;
  finishPlan(document, 1);
  EXPECT_FALSE(document.acceptLive(hingesAt(1.0).edits, liveAt(1.0))) << "nobody drags";
  document.preview(hingesAt(1.0));
  EXPECT_TRUE(document.acceptLive(hingesAt(1.0).edits, liveAt(1.0)));
  document.preview(hingesAt(2.0));
  ASSERT_TRUE(document.live());
  EXPECT_EQ(document.live()->rootEndMm, 1.0) << "a little late, but of this drag";
  document.abandonPreview();
  EXPECT_FALSE(document.live());
  EXPECT_FALSE(document.acceptLive(hingesAt(2.0).edits, liveAt(2.0))) << "came too late";
  document.preview(hingesAt(1.0));
  document.acceptLive(hingesAt(1.0).edits, liveAt(1.0));
  document.preview(planning::Review{});
  EXPECT_FALSE(document.live()) << "dragged back";
}

TEST(CaseDocument, LiveNumbersStayAfterACommitUntilItIsMeasured) {
  CaseDocument document;
  finishPlan(document, 1);
  document.preview(hingesAt(1.0));
  document.acceptLive(hingesAt(1.0).edits, liveAt(1.0));
  document.commit(QStringLiteral("hinge"), hingesAt(2.0));
  ASSERT_TRUE(document.live());
  EXPECT_TRUE(document.acceptLive(hingesAt(2.0).edits, liveAt(2.0)));
  document.preview(hingesAt(3.0));
  document.acceptLive(hingesAt(3.0).edits, liveAt(3.0));
  document.abandonPreview();
  ASSERT_TRUE(document.live());
  EXPECT_EQ(document.live()->rootEndMm, 2.0) << "those of what is committed come back";
  document.accept(Step::measure, document.status(Step::measure).revision, measuredOnce());
  EXPECT_FALSE(document.live());
}

TEST(CaseDocument, UndoTakesLiveNumbersBackAndARedoDoesNotInventThem) {
  CaseDocument document;
  finishPlan(document, 1);
  document.preview(hingesAt(1.0));
  document.acceptLive(hingesAt(1.0).edits, liveAt(1.0));
  document.commit(QStringLiteral("hinge"), hingesAt(1.0));
  EXPECT_EQ(document.undoStack().undoText(), QStringLiteral("hinge"));
  document.undoStack().undo();
  EXPECT_FALSE(document.live()) << "the measured numbers are those of the proposal";
  EXPECT_EQ(document.review(), planning::Review{});
  EXPECT_EQ(document.status(Step::rootLabels).state, StepState::stale);
  document.undoStack().redo();
  EXPECT_FALSE(document.live());
  EXPECT_EQ(document.review(), hingesAt(1.0));
}

TEST(CaseDocument, AnotherCaseTakesNothingOfThePersonsWorkAlong) {
  CaseDocument document;
  finishPlan(document, 1);
  document.commit(QStringLiteral("hinge"), hingesAt(1.0));
  document.preview(hingesAt(2.0));
  document.acceptLive(hingesAt(2.0).edits, liveAt(2.0));
  bool whole = true;
  QObject::connect(&document.undoStack(), &QUndoStack::indexChanged,
                   [&] { whole = whole && document.derived().measurements.empty(); });
  document.replace(smallSources(2), smallPlan(2));
  EXPECT_TRUE(whole) << "who listens to the undo stack must not see two cases";
  EXPECT_EQ(document.shownReview(), planning::Review{});
  EXPECT_FALSE(document.live() || document.isPreviewing() || document.hasUnsavedWork());
  EXPECT_EQ(document.measuredEdits(), planning::PlanEdits{});
  EXPECT_EQ(document.undoStack().count(), 0);
  EXPECT_FALSE(document.acceptLive(hingesAt(2.0).edits, liveAt(2.0)));
}

}  // namespace
}  // namespace valvista::ui
