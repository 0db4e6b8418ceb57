// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/plan_export.h"

#include "planning/io/label_schemes.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/small_case.h"
#include "ui/session/plan_changes.h"

#include <QTemporaryDir>

#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace valvista::ui {
namespace {

using planning::Step;
using planning::StepState;

/// A case that is measured, with one acknowledgement that is not saved.
class PlanExportTest : public testing::Test {
 protected:
  PlanExportTest() {
    planning::Plan plan;
    plan.inputs.study = smallStudy(1);
    plan.inputs.anatomy = smallLabels(1);
    document_.replace(smallSources(1), plan);
    runSmallStep(Step::rootLabels, {}, plan, Progress());
    runSmallStep(Step::measure, {}, plan, Progress());
    document_.accept(Step::rootLabels, document_.status(Step::rootLabels).revision, plan.derived);
    document_.accept(Step::measure, document_.status(Step::measure).revision, plan.derived);
    acknowledge("a");
  }
  void acknowledge(const char* id) {
    document_.commit(QStringLiteral("ok"),
                     withAcknowledged(document_, {id, planning::Severity::warning, "so", {}}, true));
  }
  void save() {
    exportPlan(document_, jobs_, folder_.path().toStdString(), [this](const auto& outcome) {
      written_ = std::holds_alternative<Written>(outcome);
      ended_ = true;
    });
  }

  QTemporaryDir folder_;
  CaseDocument document_;
  ThreadJobRunner jobs_;
  bool written_ = false, ended_ = false;
};

TEST_F(PlanExportTest, ASavedPlanIsSavedWorkAndAFinishedReport) {
  EXPECT_TRUE(document_.hasUnsavedWork());
  save();
  ASSERT_TRUE(waitFor([&] { return ended_; }));
  EXPECT_TRUE(written_);
  EXPECT_TRUE(std::filesystem::exists(folder_.filePath(QStringLiteral("plan.json")).toStdString()));
  EXPECT_FALSE(document_.hasUnsavedWork());
  EXPECT_EQ(document_.status(Step::report).state, StepState::done);
  acknowledge("b");
  EXPECT_TRUE(document_.hasUnsavedWork());
  EXPECT_EQ(document_.status(Step::report).state, StepState::stale);
  document_.undoStack().undo();
  EXPECT_FALSE(document_.hasUnsavedWork()) << "back at what was saved";
}

TEST_F(PlanExportTest, WhatChangedWhileItWasWrittenIsNotSaved) {
  save();
  acknowledge("b");
  ASSERT_TRUE(waitFor([&] { return ended_; }));
  EXPECT_TRUE(written_);
  EXPECT_TRUE(document_.hasUnsavedWork());
  EXPECT_NE(document_.status(Step::report).state, StepState::done);
}

TEST_F(PlanExportTest, NumbersOutOfDateAreNotWritten) {
  document_.commit(QStringLiteral("edit"), smallEdit(1, 2));
  save();
  EXPECT_TRUE(ended_);
  EXPECT_FALSE(written_);
  EXPECT_FALSE(std::filesystem::exists(folder_.filePath(QStringLiteral("plan.json")).toStdString()));
}

TEST_F(PlanExportTest, LabelsAreWrittenInTheFormatOfTheName) {
  for (const char* name : {"labels.nii.gz", "labels.nrrd", "labels.dcm"}) {
    const std::filesystem::path file = folder_.filePath(QString::fromLatin1(name)).toStdString();
    std::optional<Written> written;
    bool ended = false;
    exportLabels(document_, jobs_, file, [&](const JobOutcome<Written>& outcome) {
      if (const auto* done = std::get_if<Written>(&outcome)) written = *done;
      ended = true;
    });
    ASSERT_TRUE(waitFor([&] { return ended; }));
    ASSERT_TRUE(written) << name;
    EXPECT_EQ(written->findings.size(), name == std::string("labels.dcm") ? 1U : 0U) << "UIDs of its own";
    const planning::AnatomyLabels read = planning::loadLabels(file, std::string("tavr"), Progress());
    EXPECT_EQ(labelCounts(read.labels), labelCounts(*document_.shownLabels())) << name;
    EXPECT_LT(cornerMismatch(read.labels.geometry(), document_.shownLabels()->geometry()), 1e-4) << name;
  }
  EXPECT_TRUE(document_.hasUnsavedWork()) << "labels are not the person's work";
}

TEST_F(PlanExportTest, WithoutLabelsNoneAreWritten) {
  CaseDocument empty;
  bool failed = false;
  exportLabels(empty, jobs_, folder_.filePath(QStringLiteral("l.nii")).toStdString(),
               [&](const auto& outcome) { failed = std::holds_alternative<JobFailed>(outcome); });
  EXPECT_TRUE(failed);
}

}  // namespace
}  // namespace valvista::ui
