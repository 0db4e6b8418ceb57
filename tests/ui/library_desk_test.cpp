// SPDX-License-Identifier: GPL-3.0-or-later
// Cases that are opened, left and opened again: their locks, and what cannot be read.
#include "ui/session/library_desk.h"

#include "tests/ui/library_workplace.h"

namespace valvista::ui {
namespace {

TEST_F(Library, OpeningTheOpenCaseAgainKeepsItsLock) {
  ASSERT_TRUE(run("nextCase"));
  ASSERT_TRUE(run("nextCase"));  // one's own case in work comes first
  ASSERT_TRUE(document().inputs().anatomy.has_value()) << banner();
  EXPECT_TRUE(CaseLibrary(at_).otherHolder(id_).has_value());
  EXPECT_FALSE(document().isReadOnly());
}

TEST_F(Library, ACaseThatCannotBeOpenedKeepsNobodyFromTheNext) {
  const std::string second = CaseLibrary(at_).addCase(otherStudy(), {});
  removeVolumeOf(id_);
  ASSERT_TRUE(run("nextCase"));
  ASSERT_TRUE(document().inputs().study.has_value()) << banner();
  EXPECT_EQ(document().inputs().study->patient.name, "Zweite^Person");
  EXPECT_NE(banner().find("A case was passed over"), std::string::npos) << banner();
  CaseLibrary library(at_);
  EXPECT_EQ(library.caseOf(second).state, CaseState::inWork);
  EXPECT_EQ(library.caseOf(id_).state, CaseState::toCorrect);
  EXPECT_FALSE(library.otherHolder(id_).has_value()) << "its lock was given back";
}

TEST_F(Library, WhereNoCaseCanBeOpenedTheReasonIsSaid) {
  removeVolumeOf(id_);
  ASSERT_TRUE(run("nextCase"));
  EXPECT_NE(banner().find("A case was passed over"), std::string::npos) << banner();
  EXPECT_FALSE(document().inputs().study.has_value());
}

TEST_F(Library, LeavingTheLibraryGivesTheLockBack) {
  ASSERT_TRUE(run("nextCase"));
  EXPECT_TRUE(CaseLibrary(at_).otherHolder(id_).has_value());
  openCt("ct.nii.gz");
  ASSERT_TRUE(quiet());
  EXPECT_FALSE(CaseLibrary(at_).otherHolder(id_).has_value());
}

TEST_F(Library, WorkThatCannotBeSavedIsSaid) {
  ASSERT_TRUE(run("nextCase"));
  action("openLibrary").trigger();
  ASSERT_TRUE(waitFor([&] { return table().rowCount() == 1; }));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  document().setReadOnly(true);
  table().selectRow(0);
  button("libraryAccept").click();
  ASSERT_TRUE(quiet());
  EXPECT_NE(banner().find("The case was not saved"), std::string::npos) << banner();
  EXPECT_EQ(state(), CaseState::inWork);
}

TEST_F(Library, AReviewOfACaseWithoutLabelsComesBack) {
  CaseToStore what;
  what.study = otherStudy();
  what.review.annotations.push_back(
      {"a1", planning::AnnotationKind::distance, {{1, 2, 3}, {4, 5, 6}}, "width"});
  std::string id;
  {
    LibraryDesk desk;
    const StoredCase stored = desk.store(what, 1, Progress());
    EXPECT_TRUE(stored.refusal.empty()) << stored.refusal;
    id = stored.id;
  }
  LibraryDesk desk;
  const FetchedCase fetched = desk.fetch(id, Progress());
  EXPECT_FALSE(fetched.plan.inputs.anatomy.has_value());
  EXPECT_EQ(fetched.plan.inputs.review, what.review);
}

}  // namespace
}  // namespace valvista::ui
