// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/io/review_file.h"
#include "planning/report/output_folder.h"
#include "planning/report/plan_report.h"
#include "tests/core/temporary_folder.h"
#include "tests/core/unprivileged.h"
#include "tests/report/report_case.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace valvista::planning {
namespace {

std::set<std::string> namesIn(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

TEST(PlanFolder, HoldsTheFiveFiles) {
  const TemporaryFolder folder;
  writePlanFolder(folder / "a" / "b", tests::reportCase(), tests::reportDerived(), Progress());
  EXPECT_EQ(namesIn(folder / "a" / "b"),
            (std::set<std::string>{"plan.json", "measurements.csv", "root_curve.csv", "labels.nii.gz",
                                   "report.pdf"}));
}

TEST(PlanFolder, AReviewIsKeptAndNoneOfAnEarlierPlanStays) {
  const TemporaryFolder folder;
  Case inputs = tests::reportCase();
  inputs.review.edits.rootEndMm = 20.5;
  writePlanFolder(folder.path(), inputs, tests::reportDerived(), Progress());
  const StoredReview kept = loadReview(folder / "review.json");
  EXPECT_EQ(kept.review, inputs.review);
  EXPECT_EQ(kept.ctSha256, inputs.study->sha256);
  EXPECT_EQ(kept.labelsSha256, inputs.anatomy->sha256);
  writePlanFolder(folder.path(), tests::reportCase(), tests::reportDerived(), Progress());
  EXPECT_EQ(loadReview(folder / "review.json").review, Review{});
}

TEST(PlanFolder, ACancelledPlanLeavesEarlierFilesAndNoNewOnes) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "out");
  putBytes(folder / "out" / "plan.json", "earlier");
  Progress progress;
  progress.cancel();
  EXPECT_THROW(writePlanFolder(folder / "out", tests::reportCase(), tests::reportDerived(), progress),
               Cancelled);
  EXPECT_EQ(namesIn(folder / "out"), std::set<std::string>{"plan.json"});
  EXPECT_EQ(bytesOf(folder / "out" / "plan.json"), "earlier");
  EXPECT_THROW(writePlanFolder(folder / "new" / "out", tests::reportCase(), tests::reportDerived(), progress),
               Cancelled);
  EXPECT_EQ(namesIn(folder.path()), std::set<std::string>{"out"});
}

TEST(PlanFolder, LabelsOfAnEarlierPlanDoNotStayBesideAPlanWithoutLabels) {
  const TemporaryFolder folder;
  putBytes(folder / "labels.nii.gz", "earlier");
  Derived unlabelled = tests::reportDerived();
  unlabelled.root.reset();
  EXPECT_THROW(writePlanFolder(folder.path(), tests::reportCase(), unlabelled, Progress()), SaveError);
  EXPECT_EQ(namesIn(folder.path()), std::set<std::string>{"labels.nii.gz"});
  EXPECT_EQ(bytesOf(folder / "labels.nii.gz"), "earlier");
}

TEST(OutputFolder, ReplacesFilesAndWholeFolders) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "dicom");
  putBytes(folder / "dicom" / "old", "x");
  putBytes(folder / "truth.json", "old");
  OutputFolder output(folder.path());
  const auto dicom = output.add("dicom");
  std::filesystem::create_directory(dicom);
  putBytes(dicom / "new", "y");
  putBytes(output.add("truth.json"), "new");
  output.commit();
  EXPECT_EQ(namesIn(folder / "dicom"), std::set<std::string>{"new"});
  EXPECT_EQ(bytesOf(folder / "truth.json"), "new");
}

TEST(OutputFolder, RefusesAFolderWhereAFileMustGo) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "b");
  {
    OutputFolder output(folder.path());
    putBytes(output.add("a"), "1");
    putBytes(output.add("b"), "2");
    EXPECT_THROW(output.commit(), SaveError);
  }
  EXPECT_EQ(namesIn(folder.path()), std::set<std::string>{"b"});
}

TEST(OutputFolder, NamesAFileThatStandsInTheWayAndNotItsFolders) {
  const TemporaryFolder folder;
  putBytes(folder / "file", "x");
  try {
    OutputFolder output(folder / "file" / "out");
    FAIL() << "a file is no folder";
  } catch (const SaveError& error) {
    EXPECT_EQ(std::string(error.what()).find(folder.path().string()), std::string::npos) << error.what();
  }
  EXPECT_EQ(namesIn(folder.path()), std::set<std::string>{"file"});
}

TEST(OutputFolder, LeavesAFileThatIsProtected) {
  const TemporaryFolder folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
  putBytes(folder / "a", "protected");
  std::filesystem::permissions(folder / "a", std::filesystem::perms::owner_read);
  {
    const Unprivileged user;
    OutputFolder output(folder.path());
    putBytes(output.add("b"), "new");
    putBytes(output.add("a"), "new");
    EXPECT_THROW(output.commit(), SaveError);
  }
  EXPECT_EQ(namesIn(folder.path()), std::set<std::string>{"a"});
  EXPECT_EQ(bytesOf(folder / "a"), "protected");
}

}  // namespace
}  // namespace valvista::planning
