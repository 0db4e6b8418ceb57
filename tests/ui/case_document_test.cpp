// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/case_document.h"

#include <gtest/gtest.h>

#include "tests/ui/small_case.h"

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

}  // namespace
}  // namespace valvista::ui
