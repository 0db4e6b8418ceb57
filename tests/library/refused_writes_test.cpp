// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability D4: a full disk, a limit of file sizes, a folder that may not be written. Every writer says so
// and leaves what there was.
#include "planning/library/export_dataset.h"
#include "planning/library/stroke_journal.h"
#include "tests/core/child_process.h"
#include "tests/library/example_cases.h"

#include <sys/mount.h>

namespace valvista::planning {
namespace {

struct Writer {
  const char* name;
  std::function<void(CaseLibrary&, const std::string& caseId, const std::filesystem::path& outside)> write;
};

/// Each makes new content, so that nothing is there already.
const std::vector<Writer>& writers() {
  static const std::vector<Writer> all{
      {"scan", [](auto& library, auto&, auto&) { library.addCase(exampleStudy(77), {}); }},
      {"scan elsewhere",
       [](auto& library, auto&, auto& outside) { library.addCase(exampleStudy(78), outside / "ct.nii"); }},
      {"labels",
       [](auto& library, auto& id, auto&) {
         library.saveLabels(id, exampleLabels(500), VersionKind::corrected, library.caseOf(id).head);
       }},
      {"review",
       [](auto& library, auto& id, auto&) {
         library.saveDocument(id, DocumentKind::review, std::string(9000, 'r'), library.caseOf(id).head);
       }},
      {"tags", [](auto& library, auto& id, auto&) { library.setTags(id, {std::string(20000, 't')}); }},
      {"approval", [](auto& library, auto& id, auto&) { library.setState(id, CaseState::rejected, "no"); }},
      {"picture", [](auto& library, auto& id,
                     auto&) { library.setThumbnail(id, std::vector<std::byte>(9000, std::byte{7})); }},
      {"audit", [](auto& library, auto& id, auto&) { library.record(AuditEvent::open, id); }},
      {"journal",
       [](auto& library, auto& id, auto&) {
         StrokeJournal journal(library.files().journals(), {id, "", "anna", ProcessStamp::ofThis(), 1});
         journal.append(std::vector<std::byte>(9000));
       }},
      {"dataset",
       [](auto& library, auto&, auto& outside) { exportDataset(library, outside / "dataset", Progress{}); }},
      {"library", [](auto&, auto&, auto& outside) { CaseLibrary(outside / "new", sessionOf("ben")); }},
  };
  return all;
}

class RefusedWrites : public LibraryTest {
 protected:
  void SetUp() override {
    CaseLibrary library(at_, sessionOf("anna"));
    id_ = addFullCase(library, 1);
    content_ = contentOf(library);
  }
  /// What a writer says: "" when it wrote, "?" for anything but a SaveError.
  std::string said(const Writer& writer, CaseLibrary& library, const std::filesystem::path& outside) const {
    try {
      writer.write(library, id_, outside);
      return "";
    } catch (const SaveError& error) {
      return error.what();
    } catch (...) {
      return "?";
    }
  }
  void expectOldContent(const std::filesystem::path& at, const std::string& what) const {
    const CaseLibrary library(at, sessionOf("anna"));
    EXPECT_EQ(contentOf(library), content_) << what;
    EXPECT_EQ(library.verify(Progress{}), LibraryFaults{}) << what;
    for (const LeftJournal& journal : leftJournals(library.files().journals()))
      EXPECT_EQ(journal.strokes + journal.lostBytes + journal.problem.size(), 0U) << what;
  }
  std::string id_, content_;
};

TEST_F(RefusedWrites, aLimitOfFileSizesIsSaid) {
  for (const Writer& writer : writers()) {
    bool refusedOnce = false;
    // One of them lies within the line that the audit trail gets.
    const auto auditBytes = static_cast<rlim_t>(std::filesystem::file_size(LibraryFolder{at_}.audit()));
    for (const rlim_t limit :
         {rlim_t{0}, rlim_t{300}, auditBytes + 50, rlim_t{5000}, rlim_t{30000}, rlim_t{66000}}) {
      const std::filesystem::path at = folder_ / "copy";
      std::filesystem::remove_all(at);
      std::filesystem::copy(at_, at, std::filesystem::copy_options::recursive);
      const ChildEnd end = inChild([&] {
        CaseLibrary library(at, sessionOf("anna"));
        const rlimit small{limit, limit};
        setrlimit(RLIMIT_FSIZE, &small);
        const std::string words = said(writer, library, folder_.path());
        const bool unchanged = words.empty() || contentOf(library) == content_;
        return words == "?" || !unchanged ? 2 : words.empty() ? 0 : 1;
      });
      ASSERT_LE(end.status, 1) << writer.name << " with " << limit << " bytes (1025 is SIGXFSZ)";
      refusedOnce = refusedOnce || end.status == 1;
      if (end.status == 1) {
        expectOldContent(at, writer.name);
        const std::string audit = bytesOf(LibraryFolder{at}.audit());
        EXPECT_EQ(audit, bytesOf(LibraryFolder{at_}.audit())) << writer.name << " with " << limit << " bytes";
      }
      for (const char* made : {"dataset", "new"}) std::filesystem::remove_all(folder_ / made);
    }
    EXPECT_TRUE(refusedOnce) << writer.name;
  }
}

TEST_F(RefusedWrites, aFullDiskIsSaid) {
  const std::filesystem::path disk = folder_ / "disk";
  std::filesystem::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0)
    GTEST_SKIP() << "may not mount a small disk";
  for (const Writer& writer : writers()) {
    std::filesystem::copy(at_, disk / "library", std::filesystem::copy_options::recursive);
    std::string words;
    {
      CaseLibrary library(disk / "library", sessionOf("anna"));
      std::ofstream filler(disk / "filler");
      while (filler) filler << std::string(4096, 'x') << std::flush;
      words = said(writer, library, disk);
    }
    std::filesystem::remove(disk / "filler");
    EXPECT_NE(words, "?") << writer.name;
    // A page of the log that was written before is used again, so small changes may find room.
    if (!words.empty()) {
      EXPECT_NE(words.find("the disk is full"), std::string::npos) << writer.name << ": " << words;
      expectOldContent(disk / "library", writer.name);
    }
    for (const auto& entry : std::filesystem::directory_iterator(disk)) std::filesystem::remove_all(entry);
  }
  ::umount(disk.c_str());
}

TEST_F(RefusedWrites, aFolderThatMayNotBeWrittenIsSaid) {
  constexpr uid_t kNobody = 65534;
  namespace fs = std::filesystem;
  fs::permissions(folder_.path(), fs::perms(0755));
  if (getuid() == 0) {
    ASSERT_EQ(::chown(at_.c_str(), kNobody, kNobody), 0);
    for (const auto& entry : fs::recursive_directory_iterator(at_))
      ASSERT_EQ(::chown(entry.path().c_str(), kNobody, kNobody), 0);
  }
  const ChildEnd end = inChild([&] {
    if (getuid() == 0 && setuid(kNobody) != 0) return 100;
    int number = 0;
    auto* library = new CaseLibrary(at_, sessionOf("anna"));
    // Whoever has the library open may still write its database; files and folders cannot be made.
    for (const auto& entry : fs::recursive_directory_iterator(at_))
      if (entry.is_directory()) fs::permissions(entry.path(), fs::perms(0500));
    fs::permissions(at_, fs::perms(0500));
    fs::permissions(library->files().audit(), fs::perms(0400));
    for (const Writer& writer : writers()) {
      ++number;
      const std::string words = said(writer, *library, "/proc");
      if (words.empty() || words == "?") return number;
    }
    fs::permissions(at_, fs::perms(0700));
    delete library;  // puts its log away
    fs::permissions(at_, fs::perms(0500));
    try {
      CaseLibrary again(at_, sessionOf("ben"));
    } catch (const SaveError&) {
      return 0;
    }
    return 101;
  });
  fs::permissions(at_, fs::perms(0700));
  for (const auto& entry : fs::recursive_directory_iterator(at_))
    fs::permissions(entry.path(), entry.is_directory() ? fs::perms(0700) : fs::perms(0600));
  EXPECT_EQ(end.status, 0) << "the number of the writer that was not refused";
  expectOldContent(at_, "all");
}

}  // namespace
}  // namespace valvista::planning
