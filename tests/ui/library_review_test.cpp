// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of the review of a case of the library: in the journal like strokes, and back after a crash.
#include "tests/ui/library_workplace.h"
#include "ui/session/plan_export.h"

namespace valvista::ui {
namespace {

class LibraryReview : public Library {
 protected:
  /// Draws a ruler.
  void measureBy(double x) {
    planning::Review review = document().review();
    const std::string id = "a" + std::to_string(review.annotations.size() + 1);
    review.annotations.push_back({id, planning::AnnotationKind::distance, {{x, 2, 3}, {4, 5, 6}}, "width"});
    document().commit(QStringLiteral("ruler"), review);
  }
  void recoverAll() {
    place_->window_.offerRecovery();
    ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; })) << banner();
    button("recoverStrokes").click();
    ASSERT_TRUE(waitFor([&] { return document().hasUnsavedWork(); })) << banner();
    ASSERT_TRUE(quiet());
  }
};

TEST_F(LibraryReview, IsBackAfterACrash) {
  ASSERT_TRUE(run("nextCase"));
  measureBy(1);
  measureBy(2);
  const planning::Review review = document().review();
  ASSERT_TRUE(quiet());
  ASSERT_EQ(journals().size(), 1U);
  EXPECT_EQ(planning::readJournal(journals().front()).records.size(), 2U);
  crash();
  recoverAll();
  EXPECT_EQ(document().review(), review);
  EXPECT_TRUE(planning::LabelChange(leakyLabels().labels, labels()).empty());
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  EXPECT_TRUE(journals().empty());
  ASSERT_TRUE(run("nextCase"));
  EXPECT_EQ(document().review(), review) << "it was saved";
}

TEST_F(LibraryReview, AndStrokesAreInOneJournal) {
  ASSERT_TRUE(run("nextCase"));
  measureBy(1);
  paintOnce(0);
  measureBy(2);
  paintOnce(8);
  const planning::Review review = document().review();
  const LabelMap painted = labels();
  ASSERT_TRUE(quiet());
  crash();  // which asks for one journal
  recoverAll();
  EXPECT_EQ(document().review(), review);
  EXPECT_TRUE(planning::LabelChange(painted, labels()).empty());
  ASSERT_TRUE(run("saveCase"));
  EXPECT_TRUE(journals().empty());
}

TEST_F(LibraryReview, OfACaseWithoutLabelsToo) {
  id_ = CaseLibrary(at_).addCase(otherStudy(), {});
  action("openLibrary").trigger();
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 2; }));
  table().selectRow(1);
  button("libraryOpen").click();
  ASSERT_TRUE(quiet());
  ASSERT_FALSE(document().inputs().anatomy.has_value());
  measureBy(1);
  ASSERT_TRUE(quiet());
  crash();
  recoverAll();
  EXPECT_EQ(document().review().annotations.size(), 1U);
  ASSERT_TRUE(run("saveCase"));
  EXPECT_TRUE(journals().empty()) << banner();
  EXPECT_EQ(CaseLibrary(at_).documentsOf(id_, planning::DocumentKind::review).size(), 1U);
}

TEST_F(LibraryReview, IsKeptBesideWhereOtherLabelsWereSaved) {
  ASSERT_TRUE(run("nextCase"));
  measureBy(1);
  const planning::Review review = document().review();
  ASSERT_TRUE(quiet());
  crash();
  {
    CaseLibrary library(at_);
    AnatomyLabels other = leakyLabels();
    other.labels.set({1, 1, 1}, kIliacLeft);
    planning::describeLabels(other);
    library.saveLabels(id_, other, VersionKind::corrected, library.caseOf(id_).head);
  }
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return banner().find("beside") != std::string::npos; })) << banner();
  EXPECT_TRUE(journals().empty()) << "what it held is in the library now";
  CaseLibrary library(at_);
  const auto kept = library.documentsOf(id_, planning::DocumentKind::review);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_TRUE(kept[0].beside);
  EXPECT_NE(library.textOf(kept[0]).find("width"), std::string::npos);
}

TEST_F(LibraryReview, OfACaseThatIsNowhereDoesNotFillTheLibrary) {
  openCt("ct.nii.gz");
  ASSERT_TRUE(quiet());
  measureBy(1);
  ASSERT_TRUE(quiet());
  EXPECT_TRUE(journals().empty());
  EXPECT_EQ(CaseLibrary(at_).listCases({}).cases.size(), 1U);
}

TEST_F(LibraryReview, FromBeforeTheLibraryKnewTheCaseIsBackWithTheStrokes) {
  place_->controller_.openPrepared([](const Progress&) {
    planning::Plan plan;
    plan.inputs.study = otherStudy();
    plan.inputs.anatomy = leakyLabels();
    return plan;
  });
  ASSERT_TRUE(quiet());
  measureBy(1);
  paintOnce(0);
  const planning::Review review = document().review();
  ASSERT_TRUE(quiet());
  crash();
  recoverAll();
  EXPECT_EQ(document().review(), review);
}

TEST_F(LibraryReview, ThatIsInAPlanLeavesNoJournalThoughStrokesWereSavedBefore) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(run("saveCase"));
  measureBy(1);
  ASSERT_TRUE(quiet());
  ASSERT_EQ(journals().size(), 1U);
  exportPlan(document(), place_->jobs_, folder_.filePath(QStringLiteral("plan")).toStdString(),
             [](const JobOutcome<Written>&) {});
  ASSERT_TRUE(waitFor([&] { return !document().hasUnsavedWork(); }));
  place_->window_.close();
  EXPECT_TRUE(journals().empty());
}

TEST_F(LibraryReview, ThatWasNotWantedLeavesNoJournal) {
  ASSERT_TRUE(run("nextCase"));
  measureBy(1);
  ASSERT_TRUE(quiet());
  openCt("ct.nii.gz");
  ASSERT_TRUE(quiet());
  EXPECT_TRUE(journals().empty());
}

TEST_F(LibraryReview, NoneIsSavedWhereNothingWasReviewed) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(run("saveCase"));
  EXPECT_TRUE(CaseLibrary(at_).documentsOf(id_, planning::DocumentKind::review).empty());
}

}  // namespace
}  // namespace valvista::ui
