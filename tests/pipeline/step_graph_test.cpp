// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/step_graph.h"

#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

StepStatus& at(StepStates& states, Step step) {
  return states[static_cast<std::size_t>(step)];
}

StepStates allDone() {
  StepStates states;
  for (StepStatus& status : states) status = {StepState::done, 1};
  return states;
}

TEST(StepGraph, NamesAreDistinct) {
  for (const StepSpec& a : kSteps)
    for (const StepSpec& b : kSteps) EXPECT_EQ(a.step == b.step, a.name == b.name);
}

TEST(StepGraph, DownstreamFollowsTheNeeds) {
  EXPECT_EQ(downstreamOf(Step::load),
            (std::vector{Step::labels, Step::rootLabels, Step::measure, Step::report}));
  EXPECT_EQ(downstreamOf(Step::rootLabels), (std::vector{Step::measure, Step::report}));
  EXPECT_TRUE(downstreamOf(Step::report).empty());
}

TEST(StepGraph, RunsInOrderFromFresh) {
  StepStates states;
  std::vector<Step> order;
  while (const auto next = nextRunnable(states)) {
    order.push_back(*next);
    at(states, *next).state = StepState::done;
  }
  EXPECT_EQ(order, (std::vector{Step::load, Step::labels, Step::rootLabels, Step::measure, Step::report}));
}

TEST(StepGraph, NothingRunsBehindAFailedOrRunningStep) {
  for (const StepState blocked : {StepState::failed, StepState::running}) {
    StepStates states;
    at(states, Step::load).state = StepState::done;
    at(states, Step::labels).state = blocked;
    EXPECT_FALSE(nextRunnable(states));
  }
}

TEST(StepGraph, InvalidatingMakesLaterStepsStaleAndLeavesEarlierOnes) {
  StepStates states = allDone();
  at(states, Step::measure).state = StepState::running;
  at(states, Step::report) = {StepState::fresh, 0};
  invalidate(states, Step::rootLabels);
  EXPECT_EQ(at(states, Step::labels).state, StepState::done);
  EXPECT_EQ(at(states, Step::labels).revision, 1u);
  EXPECT_EQ(at(states, Step::rootLabels).state, StepState::stale);
  EXPECT_EQ(at(states, Step::measure).state, StepState::stale) << "its result belongs to the old input";
  EXPECT_EQ(at(states, Step::measure).revision, 2u);
  EXPECT_EQ(at(states, Step::report).state, StepState::fresh);
  EXPECT_EQ(at(states, Step::report).revision, 1u);
  EXPECT_EQ(nextRunnable(states), Step::rootLabels);
}

TEST(StepGraph, AFailedStepRunsAgainAfterItsInputChanged) {
  StepStates states = allDone();
  at(states, Step::labels).state = StepState::failed;
  EXPECT_FALSE(nextRunnable(states));
  invalidate(states, Step::labels);
  EXPECT_EQ(nextRunnable(states), Step::labels);
}

}  // namespace
}  // namespace valvista::planning
