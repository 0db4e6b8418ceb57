// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability P1, P3 and P4 for the library.
#include "planning/library/export_dataset.h"
#include "planning/library/stroke_journal.h"
#include "tests/library/example_cases.h"

#include <algorithm>
#include <sys/stat.h>

namespace valvista::planning {
namespace {

using Privacy = LibraryTest;

constexpr const char* kCanary = "KaNaRi";

Study canaryStudy() {
  Study study = exampleStudy(1);
  for (std::string* text : {&study.patient.name, &study.patient.id, &study.patient.birthDate,
                            &study.patient.sex, &study.facts.studyDate, &study.facts.studyDescription,
                            &study.facts.studyUid, &study.facts.seriesUid, &study.facts.frameOfReferenceUid})
    *text = kCanary;
  return study;
}

TEST_F(Privacy, whoThePatientIsStandsInTheDatabaseOnly) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  {
    CaseLibrary library(at_, sessionOf("anna")), other(at_, sessionOf("ben"));
    const std::string id = library.addCase(canaryStudy(), {});
    library.saveLabels(id, exampleLabels(1), VersionKind::proposal, {});
    library.lockCase(id);
    EXPECT_THROW(other.setState(id, CaseState::rejected), SaveError);
    StrokeJournal journal(library.files().journals(), {id, "sha", "anna", ProcessStamp::ofThis(), 1});
    journal.append(std::vector<std::byte>(10));
    library.setState(id, CaseState::accepted, "good");
    library.record(AuditEvent::open, id);
    library.releaseCase(id);
    exportDataset(library, folder_ / "dataset", Progress{});
  }
  const std::string printed =
      ::testing::internal::GetCapturedStdout() + ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(printed.find(kCanary), std::string::npos);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    EXPECT_EQ(entry.path().string().find(kCanary), std::string::npos);
    if (!entry.is_regular_file()) continue;
    ++files;
    const bool isDatabase = entry.path().extension() == ".db";
    EXPECT_EQ(bytesOf(entry.path()).find(kCanary) != std::string::npos, isDatabase) << entry.path();
  }
  EXPECT_GE(files, 9U);
}

TEST_F(Privacy, everythingIsForItsOwnerOnly) {
  const mode_t before = ::umask(0);
  {
    CaseLibrary library(at_ / "deep/er", sessionOf("anna"));
    const std::string id = addFullCase(library, 1);
    StrokeJournal journal(library.files().journals(), {id, "sha", "anna", ProcessStamp::ofThis(), 1});
    exportDataset(library, folder_ / "dataset", Progress{});
    std::set<std::string> seen;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      struct stat status {};
      ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
      EXPECT_EQ(status.st_mode & 0777U, entry.is_directory() ? 0700U : 0600U) << entry.path();
      seen.insert(entry.path().filename().string());
    }
    for (const char* name : {"library.db", "library.db-wal", "library.db-shm", "audit.log", "journal"})
      EXPECT_TRUE(seen.contains(name)) << name;
  }
  ::umask(before);
}

TEST_F(Privacy, theAuditTrailTellsWhoDidWhat) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = addFullCase(library, 1);
  library.record(AuditEvent::open, id);
  library.setState(id, CaseState::rejected);
  const std::string text = bytesOf(library.files().audit());
  for (const char* event : {"import", "open", "edit", "run", "accept", "reject"})
    EXPECT_NE(text.find("\"event\":\"" + std::string(event) + "\",\"case\":\"" + id + "\",\"user\":\"anna\""),
              std::string::npos)
        << event << "\n"
        << text;
}

TEST_F(Privacy, whatAModelProposedIsARun) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = library.addCase(exampleStudy(1), {});
  const auto last = [&] {
    const std::string text = bytesOf(library.files().audit());
    return text.substr(text.rfind("\"event\""));
  };
  const auto save = [&](const AnatomyLabels& labels, VersionKind kind) {
    library.saveLabels(id, labels, kind, library.caseOf(id).head);
  };
  AnatomyLabels fromFile = exampleLabels(1);
  fromFile.model.reset();
  save(fromFile, VersionKind::proposal);
  EXPECT_TRUE(last().starts_with("\"event\":\"edit\"")) << last();
  save(exampleLabels(2), VersionKind::proposal);
  EXPECT_TRUE(last().starts_with("\"event\":\"run\"")) << last();
  save(exampleLabels(3), VersionKind::corrected);
  EXPECT_TRUE(last().starts_with("\"event\":\"edit\"")) << last();
}

TEST_F(Privacy, aLineRemovedFromTheAuditTrailIsNamed) {
  CaseLibrary library(at_, sessionOf("anna"));
  addFullCase(library, 1);
  EXPECT_EQ(library.verifyAudit(), std::nullopt);
  const std::string whole = bytesOf(library.files().audit());
  const std::size_t first = whole.find('\n') + 1, second = whole.find('\n', first) + 1;
  putBytes(library.files().audit(), whole.substr(0, first) + whole.substr(second));
  EXPECT_EQ(library.verifyAudit(), "audit.log: line 2 was changed or removed.");
  EXPECT_EQ(library.verify(Progress{}).size(), 1U);
  putBytes(library.files().audit(), whole.substr(0, whole.rfind('\n', whole.size() - 2) + 1));
  EXPECT_NE(library.verifyAudit().value_or("").find("the last 1 of"), std::string::npos);
}

}  // namespace
}  // namespace valvista::planning
