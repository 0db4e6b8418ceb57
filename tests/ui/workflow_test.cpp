// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workflow.h"

#include "tests/ui/small_case.h"
#include "ui/session/plan_changes.h"

#include <gtest/gtest.h>
#include <initializer_list>
#include <string>

namespace valvista::ui {
namespace {

using planning::Severity;
using planning::Step;
using planning::StepState;

planning::Finding finding(const char* id, Severity severity = Severity::warning) {
  return {id, severity, std::string("About ") + id, std::nullopt};
}

planning::Derived derivedWith(std::initializer_list<const char*> measuredIds) {
  planning::Derived derived;
  derived.root.emplace();
  for (const char* id : measuredIds) {
    derived.measurements.emplace_back();
    derived.measurements.back().id = id;
    derived.measurements.back().value = 1.0;
  }
  return derived;
}

class WorkflowTest : public testing::Test {
 protected:
  void open(bool labels) {
    planning::Plan plan;
    plan.inputs.study = smallStudy(1);
    plan.inputs.study->findings = {finding("scan.thick_slices")};
    if (labels) plan.inputs.anatomy = smallLabels(1);
    document_.replace(smallSources(1), std::move(plan));
  }
  void measure(planning::Derived derived) {
    document_.accept(Step::rootLabels, document_.status(Step::rootLabels).revision, derived);
    document_.accept(Step::measure, document_.status(Step::measure).revision, derived);
  }
  StepState state(WorkflowStep step) const { return stateOf(step, document_).state; }
  bool needs(WorkflowStep step) const { return !stateOf(step, document_).needs.isEmpty(); }

  CaseDocument document_;
};

TEST_F(WorkflowTest, NothingIsOpen) {
  for (const WorkflowStep step : kWorkflowSteps) {
    EXPECT_EQ(state(step), StepState::fresh);
    EXPECT_TRUE(needs(step)) << textOf(step).toStdString();
    EXPECT_TRUE(stateOf(step, document_).findings.empty());
  }
}

TEST_F(WorkflowTest, ACtAloneIsCheckedAndWaitsForLabels) {
  open(false);
  EXPECT_EQ(state(WorkflowStep::import), StepState::done);
  EXPECT_EQ(state(WorkflowStep::check), StepState::done);
  EXPECT_EQ(stateOf(WorkflowStep::check, document_).open, 1);
  EXPECT_EQ(state(WorkflowStep::segment), StepState::fresh);
  EXPECT_TRUE(needs(WorkflowStep::segment));
  EXPECT_TRUE(needs(WorkflowStep::annulus));
  EXPECT_TRUE(stateOf(WorkflowStep::report, document_).findings.empty()) << "nothing was to be measured yet";
}

TEST_F(WorkflowTest, MeasuredStepsAreDoneAndThoseWithoutAnyNumberFailed) {
  open(true);
  EXPECT_TRUE(needs(WorkflowStep::root));
  measure(derivedWith({"annulus.area", "iliac.left.length"}));
  EXPECT_EQ(state(WorkflowStep::segment), StepState::done);
  EXPECT_EQ(state(WorkflowStep::annulus), StepState::done);
  EXPECT_EQ(state(WorkflowStep::access), StepState::done);
  EXPECT_EQ(state(WorkflowStep::root), StepState::failed);
  EXPECT_EQ(state(WorkflowStep::report), StepState::fresh);
  EXPECT_FALSE(needs(WorkflowStep::report));
}

TEST_F(WorkflowTest, AnEditMakesItsStepsOutOfDateAndAnAcknowledgementTheReport) {
  open(true);
  measure(derivedWith({"annulus.area", "root.length", "iliac.left.length"}));
  document_.setState(Step::report, StepState::done);
  document_.commit(QStringLiteral("ok"), withAcknowledged(document_, finding("scan.thick_slices"), true));
  EXPECT_EQ(state(WorkflowStep::report), StepState::stale);
  EXPECT_EQ(state(WorkflowStep::annulus), StepState::done);
  document_.commit(QStringLiteral("edit"), smallEdit(1, 2));
  EXPECT_EQ(state(WorkflowStep::segment), StepState::stale);
  EXPECT_EQ(state(WorkflowStep::annulus), StepState::stale);
  EXPECT_TRUE(needs(WorkflowStep::report));
}

TEST_F(WorkflowTest, OpenFindingsAreThoseThatNobodyAcknowledged) {
  open(true);
  planning::Derived derived = derivedWith({"annulus.area"});
  derived.findings = {finding("annulus.rough"), finding("annulus.size"),
                      finding("annulus.note", Severity::info)};
  measure(derived);
  EXPECT_EQ(stateOf(WorkflowStep::annulus, document_).findings.size(), 3U);
  EXPECT_EQ(stateOf(WorkflowStep::annulus, document_).open, 2);
  document_.commit(QStringLiteral("ok"), withAcknowledged(document_, derived.findings[0], true));
  EXPECT_EQ(stateOf(WorkflowStep::annulus, document_).open, 1);
  measure(derived);
  EXPECT_EQ(stateOf(WorkflowStep::annulus, document_).open, 1) << "kept when measured again";
  document_.undoStack().undo();
  EXPECT_EQ(stateOf(WorkflowStep::annulus, document_).open, 2);
}

TEST(Workflow, FindingsGoToTheStepWhereTheyAreDealtWith) {
  EXPECT_EQ(stepOf(finding("dicom.series_chosen")), WorkflowStep::import);
  EXPECT_EQ(stepOf(finding("dicom.lossy")), WorkflowStep::check);
  EXPECT_EQ(stepOf(finding("volume.not_hu")), WorkflowStep::check);
  EXPECT_EQ(stepOf(finding("measure.ct_not_used")), WorkflowStep::check);
  EXPECT_EQ(stepOf(finding("volume.annulus.missing")), WorkflowStep::segment);
  EXPECT_EQ(stepOf(finding("aorta.pieces")), WorkflowStep::segment);
  EXPECT_EQ(stepOf(finding("root.no_minimum")), WorkflowStep::root);
  EXPECT_EQ(stepOf(finding("annulus.diameter.area_derived.implausible")), WorkflowStep::annulus);
  EXPECT_EQ(stepOf(finding("iliac.sides_swapped")), WorkflowStep::access);
  for (const char* id : {"labels.no_iliac_left", "volume.iliac_artery_left.missing"})
    EXPECT_EQ(stepOf(finding(id)), WorkflowStep::access) << "why nothing of the access is measured";
  EXPECT_EQ(stepOf(finding("plan.incomplete")), WorkflowStep::report);
}

}  // namespace
}  // namespace valvista::ui
