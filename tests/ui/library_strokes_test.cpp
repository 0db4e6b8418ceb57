// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes of a case of the library: on the disk at once, and back after a crash.
#include "tests/ui/library_workplace.h"
#include "ui/session/plan_export.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

namespace valvista::ui {
namespace {

TEST_F(Library, AfterACrashEveryStrokeIsBackAndNothingWasOverwritten) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  paintOnce(8);
  action("undo").trigger();
  paintOnce(16);
  const LabelMap painted = labels();
  ASSERT_TRUE(quiet());
  crash();
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; })) << banner();
  EXPECT_NE(place_->text("recoverQuestionText").find("4 change"), std::string::npos)
      << place_->text("recoverQuestionText");
  button("keepStrokes").click();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") == nullptr; }));
  EXPECT_EQ(journals().size(), 1U) << "later";
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return document().hasUnsavedWork(); })) << banner();
  EXPECT_TRUE(planning::LabelChange(painted, labels()).empty());
  EXPECT_EQ(document().undoStack().count(), 1) << "one change that can be undone";
  ASSERT_TRUE(quiet());
  EXPECT_EQ(journals().size(), 2U) << "the old one stays until the work is saved";
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  EXPECT_TRUE(journals().empty());
  CaseLibrary library(at_);
  const auto versions = library.versionsOf(id_);
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(library.caseOf(id_).head, versions[1].id);
  EXPECT_TRUE(planning::LabelChange(leakyLabels().labels, library.loadVersion(versions[0]).labels).empty());
  EXPECT_TRUE(planning::LabelChange(painted, library.loadVersion(versions[1]).labels).empty());
  EXPECT_TRUE(library.loadVersion(versions[1]).corrected);
}

/// Not a test: what AKillCostsAtMostTheStrokeThatIsPainted kills. It says after each stroke how many there
/// are.
TEST_F(Library, DISABLED_PaintsUntilItIsKilled) {
  ASSERT_TRUE(run("nextCase"));
  for (int n = 1; n <= 1000; ++n) {
    paintOnce(n % 30);
    std::printf("painted %d\n", n);
    std::fflush(stdout);
  }
}

TEST_F(Library, AKillCostsAtMostTheStrokeThatIsPainted) {
  QProcess annotator;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QString::fromLatin1(kOtherLibrary), QString::fromStdString(at_.string()));
  annotator.setProcessEnvironment(environment);
  annotator.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--gtest_also_run_disabled_tests"),
                   QStringLiteral("--gtest_filter=Library.DISABLED_PaintsUntilItIsKilled")});
  QByteArray said;
  ASSERT_TRUE(waitFor([&] {
    annotator.waitForReadyRead(20);
    said += annotator.readAllStandardOutput();
    return said.count("painted ") >= 13;
  })) << said.toStdString();
  annotator.kill();
  annotator.waitForFinished();
  said += annotator.readAllStandardOutput();
  const int painted = said.count("painted ");
  ASSERT_EQ(journals().size(), 1U);
  const auto kept = static_cast<int>(planning::readJournal(journals().front()).records.size());
  EXPECT_GE(kept, painted) << "what was painted is on the disk";
  EXPECT_LE(kept, painted + 1);
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; })) << banner();
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return document().hasUnsavedWork(); })) << banner();
  EXPECT_NE(banner().find(std::to_string(kept) + " change"), std::string::npos) << banner();
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  EXPECT_EQ(CaseLibrary(at_).versionsOf(id_).size(), 2U);
}

TEST_F(Library, ANewerVersionIsNotTouchedByRecoveredWork) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  const LabelMap painted = labels();
  ASSERT_TRUE(quiet());
  crash();
  std::int64_t newer = 0;
  {
    CaseLibrary library(at_);
    AnatomyLabels other = leakyLabels();
    other.labels.set({1, 1, 1}, kIliacLeft);
    planning::describeLabels(other);
    newer = library.saveLabels(id_, other, VersionKind::corrected, library.caseOf(id_).head).id;
  }
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("recoverStrokes").click();
  ASSERT_TRUE(waitFor([&] { return banner().find("beside") != std::string::npos; })) << banner();
  ASSERT_TRUE(quiet());
  EXPECT_FALSE(document().hasUnsavedWork());
  EXPECT_TRUE(journals().empty()) << "what it held is a version now";
  CaseLibrary library(at_);
  EXPECT_EQ(library.caseOf(id_).head, newer);
  const auto versions = library.versionsOf(id_);
  ASSERT_EQ(versions.size(), 3U);
  EXPECT_TRUE(versions[2].beside);
  EXPECT_TRUE(planning::LabelChange(painted, library.loadVersion(versions[2]).labels).empty());
}

TEST_F(Library, DiscardingAsksOnceMore) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  crash();
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("discardStrokes").click();
  ASSERT_TRUE(waitFor([&] { return dialog("discardQuestion") != nullptr; }));
  EXPECT_EQ(journals().size(), 1U);
  dialog("discardQuestion")->reject();
  EXPECT_EQ(journals().size(), 1U) << "Escape keeps it";
  ASSERT_TRUE(waitFor([&] { return dialog("discardQuestion") == nullptr; }));
  place_->window_.offerRecovery();
  ASSERT_TRUE(waitFor([&] { return dialog("recoverQuestion") != nullptr; }));
  button("discardStrokes").click();
  ASSERT_TRUE(waitFor([&] { return dialog("discardQuestion") != nullptr; }));
  button("discardConfirm").click();
  EXPECT_TRUE(journals().empty());
}

TEST_F(Library, ACaseThatIsNowhereIsAddedWithTheFirstStroke) {
  place_->controller_.openDemo(coarseDemo());
  ASSERT_TRUE(quiet());
  const LabelMap proposal = labels();
  EXPECT_TRUE(action("saveCase").isEnabled());
  EXPECT_FALSE(action("acceptCase").isEnabled());
  paintOnce(0);
  ASSERT_TRUE(quiet());
  EXPECT_TRUE(action("acceptCase").isEnabled()) << banner();
  // The demo case has the voxels of the phantom, which is in the library: the proposal is a version beside.
  ASSERT_EQ(journals().size(), 1U);
  EXPECT_EQ(planning::readJournal(journals().front()).records.size(), 1U);
  const std::string began = planning::readJournal(journals().front()).header.labelsSha256;
  CaseLibrary library(at_);
  bool found = false;
  for (const auto& version : library.versionsOf(id_))
    if (version.about.sha256 == began)
      found = planning::LabelChange(proposal, library.loadVersion(version).labels).empty();
  EXPECT_TRUE(found) << "the journal begins on a version of the library";
}

/// A plan in a folder has the derived labels, not what was drawn.
TEST_F(Library, WorkThatIsOnlyInAPlanStaysInTheJournal) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  exportPlan(document(), place_->jobs_, folder_.filePath(QStringLiteral("plan")).toStdString(),
             [](const JobOutcome<Written>&) {});
  ASSERT_TRUE(waitFor([&] { return !document().hasUnsavedWork(); }));
  place_->window_.close();
  EXPECT_FALSE(place_->window_.isVisible());
  EXPECT_EQ(journals().size(), 1U);
}

/// What was taken back again is nothing to keep.
TEST_F(Library, StrokesTakenBackLeaveNoJournal) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  action("undo").trigger();
  ASSERT_TRUE(quiet());
  place_->window_.close();
  EXPECT_TRUE(journals().empty());
}

TEST_F(Library, AFullDiskIsSaidAtOnceAndTheOldLabelsStay) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto written = std::filesystem::file_size(journals().front());
  const rlimit full{written + 3, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &full);
  paintOnce(8);
  const std::string told = banner();
  const bool saved = run("saveCase");
  const std::string refused = banner();
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_TRUE(saved);
  EXPECT_NE(told.find("not kept on the disk"), std::string::npos) << told;
  EXPECT_NE(refused.find("The case was not saved"), std::string::npos) << refused;
  EXPECT_TRUE(document().hasUnsavedWork());
  EXPECT_EQ(CaseLibrary(at_).versionsOf(id_).size(), 1U);
  paintOnce(16);  // there is room again: what waited is written, too
  EXPECT_EQ(planning::readJournal(journals().front()).records.size(), 3U);
  ASSERT_TRUE(run("saveCase"));
  EXPECT_FALSE(document().hasUnsavedWork()) << banner();
  EXPECT_EQ(CaseLibrary(at_).versionsOf(id_).size(), 2U);
}

TEST_F(Library, StrokesPaintedWhileItIsSavedAreInTheNextJournal) {
  ASSERT_TRUE(run("nextCase"));
  paintOnce(0);
  ASSERT_TRUE(quiet());
  action("saveCase").trigger();
  paintOnce(8);  // the save is on its way
  ASSERT_TRUE(quiet());
  EXPECT_TRUE(document().hasUnsavedWork());
  ASSERT_EQ(journals().size(), 1U);
  EXPECT_EQ(planning::readJournal(journals().front()).records.size(), 1U);
  EXPECT_TRUE(isOutcome(journals().front(), labels()));
}

TEST(JournalRecord, GivesBackChangeAndPins) {
  LabelMap before = phantom().anatomy, after = before;
  after.set({3, 4, 5}, 2);
  const auto bytes = encoded(StrokeRecord{planning::LabelChange(before, after), {2, 4}});
  const StrokeRecord read = std::get<StrokeRecord>(recordOf(bytes));
  EXPECT_EQ(read.pinned, (std::set<std::uint8_t>{2, 4}));
  read.change.apply(before);
  EXPECT_TRUE(planning::LabelChange(before, after).empty());
  EXPECT_THROW(recordOf({}), std::domain_error);
  EXPECT_THROW(recordOf(std::span(bytes).first(2)), std::domain_error);
  EXPECT_THROW(recordOf(std::span(bytes).first(bytes.size() - 3)), std::domain_error);
}

TEST(JournalRecord, GivesBackTheReview) {
  planning::Review review;
  review.annotations.push_back({"a1", planning::AnnotationKind::distance, {{1, 2, 3}, {4, 5, 6}}, "width"});
  const auto bytes = encoded(review);
  EXPECT_EQ(std::get<planning::Review>(recordOf(bytes)), review);
  EXPECT_THROW(recordOf(std::span(bytes).first(bytes.size() - 3)), std::domain_error);
}

}  // namespace
}  // namespace valvista::ui
