// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/held_controller.h"
#include "ui/session/plan_changes.h"
#include "ui/session/plan_export.h"

#include <QTemporaryDir>

#include <filesystem>
#include <gtest/gtest.h>
#include <vector>

namespace valvista::ui {
namespace {

class OpenReviewTest : public HeldControllerTest {
 protected:
  OpenReviewTest() {
    QObject::connect(&controller_, &PipelineController::failed,
                     [this](const PipelineFailure& failure) { failures_.push_back(failure.cause.message); });
  }
  void openCase(int number) {
    controller_.open(smallSources(number));
    ASSERT_TRUE(settled());
  }
  /// Opens what was saved with the plan.
  void openReview() {
    controller_.openReview(file("review.json"));
    ASSERT_TRUE(settled());
  }
  std::filesystem::path file(const char* name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }

  const planning::Finding rough_{"annulus.rough", planning::Severity::warning, "3 mm off", {}};
  QTemporaryDir folder_;
  std::vector<QString> failures_;
};

/// Saves case 3 with an edit and an acknowledgement.
class SavedReviewTest : public OpenReviewTest {
 protected:
  void SetUp() override {
    openCase(3);
    document_.commit(QStringLiteral("edit"), smallEdit(3, 4));
    document_.commit(QStringLiteral("ok"), withAcknowledged(document_, rough_, true));
    ASSERT_TRUE(settled());
    bool written = false;
    exportPlan(document_, jobs_, file(""),
               [&](const auto& outcome) { written = std::holds_alternative<Written>(outcome); });
    ASSERT_TRUE(waitFor([&] { return written; }));
  }
};

TEST_F(SavedReviewTest, ComesBackWithTheSameScanAndIsMeasuredAndUndone) {
  openCase(5);
  openCase(3);
  EXPECT_FALSE(isAcknowledged(document_, rough_));
  openReview();
  EXPECT_TRUE(failures_.empty());
  EXPECT_TRUE(isAcknowledged(document_, rough_));
  EXPECT_EQ(lengthIn(document_.derived().measurements), 3034.0);
  EXPECT_FALSE(document_.hasUnsavedWork()) << "it is what the file holds";
  EXPECT_EQ(document_.undoStack().count(), 1);
  document_.undoStack().undo();
  ASSERT_TRUE(settled());
  EXPECT_EQ(document_.review(), planning::Review{});
  EXPECT_EQ(lengthIn(document_.derived().measurements), 3000.0);
}

TEST_F(SavedReviewTest, DoesNotMakeOtherWorkLookSaved) {
  openCase(5);
  openCase(3);
  document_.commit(QStringLiteral("edit"), smallEdit(1, 2));
  ASSERT_TRUE(settled());
  openReview();
  EXPECT_TRUE(failures_.empty());
  EXPECT_TRUE(isAcknowledged(document_, rough_));
  EXPECT_TRUE(document_.hasUnsavedWork());
}

TEST_F(SavedReviewTest, IsRefusedWhereTheCaseCanOnlyBeLookedAt) {
  openCase(5);
  openCase(3);
  document_.setReadOnly(true);
  openReview();
  ASSERT_EQ(failures_.size(), 1U);
  EXPECT_TRUE(failures_[0].contains("only be looked at"));
  EXPECT_EQ(document_.review(), planning::Review{});
}

TEST_F(SavedReviewTest, IsRefusedWhereTheCaseChangedMeanwhile) {
  openCase(5);
  openCase(3);
  controller_.openReview(file("review.json"));
  document_.commit(QStringLiteral("edit"), smallEdit(1, 2));
  ASSERT_TRUE(settled());
  ASSERT_EQ(failures_.size(), 1U);
  EXPECT_TRUE(failures_[0].contains("changed while"));
  EXPECT_FALSE(isAcknowledged(document_, rough_));
}

TEST_F(SavedReviewTest, IsRefusedForAnotherScanAndForOtherLabels) {
  openCase(5);
  openReview();
  ASSERT_EQ(failures_.size(), 1U);
  EXPECT_TRUE(failures_[0].contains("another scan"));
  EXPECT_EQ(document_.review(), planning::Review{});
  planning::PlanSources ct;
  ct.ct = "case3";
  controller_.open(ct);
  ASSERT_TRUE(settled());
  openReview();
  ASSERT_EQ(failures_.size(), 2U);
  EXPECT_TRUE(failures_[1].contains("other labels"));
  EXPECT_EQ(document_.undoStack().count(), 0);
}

TEST_F(OpenReviewTest, NeedsAScanAndAFileThatCanBeRead) {
  openCase(1);
  openReview();
  ASSERT_EQ(failures_.size(), 1U);
  EXPECT_TRUE(failures_[0].contains("review.json"));
}

}  // namespace
}  // namespace valvista::ui
