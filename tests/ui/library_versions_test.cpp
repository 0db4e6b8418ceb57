// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes on several labels of one case, and strokes at awkward moments: none is lost.
#include "tests/ui/library_workplace.h"

namespace valvista::ui {
namespace {

std::string hint(Workplace& place) {
  return place.text("paintHint");
}

TEST_F(Library, TwoSavesOneAfterTheOtherLoseNoStroke) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  action("saveCase").trigger();
  paintOnce(8);
  action("saveCase").trigger();  // the first is on its way
  paintOnce(16);
  ASSERT_TRUE(quiet());
  if (document().hasUnsavedWork()) {
    ASSERT_EQ(journals().size(), 1U);
    EXPECT_TRUE(isOutcome(journals().front(), labels()));
  } else {
    EXPECT_TRUE(journals().empty());
  }
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork());
  EXPECT_TRUE(journals().empty());
  CaseLibrary library(at_);
  EXPECT_TRUE(
      planning::LabelChange(library.loadVersion(library.versionsOf(id_).back()).labels, labels()).empty());
}

TEST_F(Library, AcceptingWaitsForTheStrokesPaintedWhileItIsSaved) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  action("acceptCase").trigger();
  paintOnce(8);
  ASSERT_TRUE(quiet());
  EXPECT_FALSE(document().hasUnsavedWork());
  EXPECT_EQ(state(), CaseState::accepted);
  CaseLibrary library(at_);
  const auto versions = library.versionsOf(id_);
  EXPECT_EQ(library.caseOf(id_).head, versions.back().id);
  EXPECT_TRUE(planning::LabelChange(library.loadVersion(versions.back()).labels, labels()).empty());
}

TEST_F(Library, SavingKeepsEveryLabelsThatWereCorrected) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  const LabelMap first = labels();
  ASSERT_TRUE(quiet());
  place_->controller_.showLabelVersion(0);
  ASSERT_TRUE(quiet());
  paintOnce(16);
  const LabelMap second = labels();
  ASSERT_TRUE(quiet());
  ASSERT_EQ(journals().size(), 2U) << "each has its own";
  EXPECT_NE(isOutcome(journals()[0], first), isOutcome(journals()[0], second));
  EXPECT_NE(isOutcome(journals()[1], first), isOutcome(journals()[1], second));
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  EXPECT_TRUE(journals().empty());
  CaseLibrary library(at_);
  const auto versions = library.versionsOf(id_);
  ASSERT_EQ(versions.size(), 3U);
  EXPECT_TRUE(planning::LabelChange(library.loadVersion(versions[1]).labels, first).empty());
  EXPECT_TRUE(planning::LabelChange(library.loadVersion(versions[2]).labels, second).empty());
  EXPECT_EQ(library.caseOf(id_).head, versions[2].id) << "those that are shown count";
}

TEST_F(Library, StrokesThatWaitForTheLibraryOutliveOtherLabels) {
  place_->controller_.openDemo(coarseDemo());
  ASSERT_TRUE(quiet());
  chooseBrush("paintBrush", 3.0);
  stroke(leakPlace() + Vec3{0, 12, 0}, leakPlace() + Vec3{2, 12, 0});
  const LabelMap first = labels();
  place_->controller_.showLabelVersion(0);
  ASSERT_TRUE(document().isAwaitingDisk());
  ASSERT_TRUE(waitFor([&] { return !document().isAwaitingDisk(); }));
  stroke(leakPlace() + Vec3{16, 12, 0}, leakPlace() + Vec3{18, 12, 0});
  const LabelMap second = labels();
  ASSERT_FALSE(planning::LabelChange(first, second).empty());
  ASSERT_TRUE(quiet());
  ASSERT_EQ(journals().size(), 2U) << banner();
  EXPECT_NE(isOutcome(journals()[0], first), isOutcome(journals()[0], second));
  EXPECT_NE(isOutcome(journals()[1], first), isOutcome(journals()[1], second));
}

TEST_F(Library, TheNextStrokeBeginsWhenTheOneBeforeIsOnTheDisk) {
  place_->controller_.openDemo(coarseDemo());
  ASSERT_TRUE(quiet());
  paintOnce(0);
  const LabelMap first = labels();
  paintOnce(16);
  EXPECT_TRUE(planning::LabelChange(first, labels()).empty());
  EXPECT_NE(place_->text("paintHint").find("being put on the disk"), std::string::npos)
      << place_->text("paintHint");
  ASSERT_TRUE(waitFor([&] { return !document().isAwaitingDisk(); }));
  ASSERT_EQ(journals().size(), 1U);
  EXPECT_TRUE(isOutcome(journals().front(), first));
  paintOnce(16);
  EXPECT_FALSE(planning::LabelChange(first, labels()).empty());
  EXPECT_TRUE(isOutcome(journals().front(), labels()));
}

TEST_F(Library, WhoTakesAToolFindsTheFirstStrokeOnTheDiskAtOnce) {
  place_->controller_.openDemo(coarseDemo());
  ASSERT_TRUE(quiet());
  action("startCorrecting").trigger();
  ASSERT_TRUE(quiet());
  EXPECT_TRUE(journals().empty());
  paintOnce(0);
  ASSERT_EQ(journals().size(), 1U);
  EXPECT_TRUE(isOutcome(journals().front(), labels()));
}

TEST_F(Library, NothingIsPaintedOnACaseThatIsBeingLeft) {
  ASSERT_TRUE(run("nextCase"));
  chooseBrush("paintBrush", 3.0);
  const LabelMap before = labels();
  place_->controller_.openDemo(coarseDemo());
  stroke(leakPlace() + Vec3{0, 12, 0}, leakPlace() + Vec3{2, 12, 0});
  EXPECT_TRUE(planning::LabelChange(before, labels()).empty());
  EXPECT_NE(hint(*place_).find("another case"), std::string::npos) << hint(*place_);
  ASSERT_TRUE(quiet());
  paintOnce(0);
  EXPECT_TRUE(document().hasUnsavedWork()) << "in the new case it is";
}

TEST_F(Library, AnOpeningThatFailsLeavesTheCaseToBePainted) {
  ASSERT_TRUE(run("nextCase"));
  openCt("broken.nii.gz");
  ASSERT_TRUE(quiet());
  paintOnce(0);
  EXPECT_TRUE(document().hasUnsavedWork());
  ASSERT_TRUE(quiet());
  EXPECT_EQ(journals().size(), 1U);
}

TEST_F(Library, LabelsThatNobodySavedDoNotReplaceThoseOfTheCase) {
  ASSERT_TRUE(run("nextCase"));
  const auto head = CaseLibrary(at_).caseOf(id_).head;
  AnatomyLabels proposal = leakyLabels();
  proposal.labels.set({1, 1, 1}, kIliacLeft);
  planning::describeLabels(proposal);
  place_->controller_.takeLabels({}, proposal);
  ASSERT_TRUE(quiet());
  paintOnce(0);
  const LabelMap painted = labels();
  ASSERT_TRUE(quiet());
  EXPECT_EQ(CaseLibrary(at_).caseOf(id_).head, head);
  crash();
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; })) << banner();
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return document().hasUnsavedWork(); })) << banner();
  EXPECT_TRUE(planning::LabelChange(painted, labels()).empty());
  EXPECT_EQ(CaseLibrary(at_).caseOf(id_).head, head);
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  CaseLibrary library(at_);
  EXPECT_EQ(library.caseOf(id_).head, library.versionsOf(id_).back().id);
  EXPECT_TRUE(
      planning::LabelChange(library.loadVersion(library.versionsOf(id_).back()).labels, painted).empty());
}

TEST_F(Library, WorkOnOtherLabelsThanThoseOfTheCaseIsRecoveredBesideThem) {
  const auto head = CaseLibrary(at_).caseOf(id_).head;
  place_->controller_.openDemo(coarseDemo());  // the same scan with labels of its own
  ASSERT_TRUE(quiet());
  paintOnce(0);
  ASSERT_TRUE(quiet());
  crash();
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return banner().find("beside") != std::string::npos; })) << banner();
  EXPECT_FALSE(document().hasUnsavedWork());
  EXPECT_EQ(CaseLibrary(at_).caseOf(id_).head, head);
}

TEST_F(Library, WhatIsAcceptedIsWhatIsShown) {
  ASSERT_TRUE(run("nextCase"));
  AnatomyLabels proposal = leakyLabels();
  proposal.labels.set({1, 1, 1}, kIliacLeft);
  planning::describeLabels(proposal);
  place_->controller_.takeLabels({}, proposal);
  ASSERT_TRUE(quiet());
  ASSERT_TRUE(run("acceptCase"));
  EXPECT_EQ(state(), CaseState::accepted);
  CaseLibrary library(at_);
  const auto versions = library.versionsOf(id_);
  EXPECT_EQ(library.caseOf(id_).head, versions.back().id);
  EXPECT_TRUE(planning::LabelChange(library.loadVersion(versions.back()).labels, proposal.labels).empty());
}

TEST_F(Library, NothingIsTakenBackInACaseThatIsBeingLeft) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(run("saveCase"));
  const LabelMap before = labels();
  place_->controller_.openDemo(coarseDemo());
  action("undo").trigger();
  EXPECT_TRUE(planning::LabelChange(before, labels()).empty());
  ASSERT_TRUE(quiet());
}

TEST_F(Library, AJournalThatIsDamagedBehindItsStrokesStays) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  crash();
  const std::filesystem::path left = journals().front();
  std::ofstream(left, std::ios::binary | std::ios::app) << "half a change";
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return document().hasUnsavedWork(); })) << banner();
  EXPECT_NE(banner().find("Only a part"), std::string::npos) << banner();
  ASSERT_TRUE(run("saveCase"));
  EXPECT_TRUE(std::filesystem::exists(left));
}

TEST_F(Library, JournalsOfAnotherMachineAreOfferedOnceNobodyHasTheCase) {
  CaseLibrary other(at_, {"Ben Example", {"elsewhere", 1, "1"}});
  ASSERT_FALSE(other.lockCase(id_).has_value());
  planning::JournalHeader header{
      id_, leakyLabels().sha256, "Ben Example", {"elsewhere", 1, "1"}, planning::nowMs()};
  LabelMap after = leakyLabels().labels;
  after.set({1, 1, 1}, kIliacLeft);
  planning::StrokeJournal(at_ / "journal", header)
      .append(encoded(StrokeRecord{planning::LabelChange(leakyLabels().labels, after), {}}));
  place_->window_.offerRecovery();
  ASSERT_TRUE(quiet());
  EXPECT_EQ(dialog("recoverQuestion"), nullptr) << "Ben corrects it";
  other.releaseCase(id_);
  place_->window_.offerRecovery();
  EXPECT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; })) << banner();
}

TEST_F(Library, EscapeLeavesAJournalForLaterAndAsksAboutTheNext) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  crash();
  std::filesystem::copy(journals().front(), at_ / "journal" / "copied.journal");
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  const QPointer<QDialog> first = dialog("recoverQuestion");
  first->reject();
  ASSERT_TRUE(waitFor([&] { return first == nullptr; }));
  EXPECT_NE(dialog("recoverQuestion"), nullptr) << "the second";
  EXPECT_EQ(journals().size(), 2U);
}

}  // namespace
}  // namespace valvista::ui
