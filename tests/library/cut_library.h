// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/atomic_file.h"
#include "planning/core/output_file.h"
#include "planning/core/training/dataset.h"
#include "planning/library/case_rows.h"
#include "planning/library/export_dataset.h"
#include "planning/library/schema.h"
#include "planning/library/stroke_journal.h"
#include "tests/library/example_cases.h"
#include "tests/library/power_cut.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace valvista::planning {

/// Of a program that no longer runs when the power is back.
inline LibrarySession sessionBefore() {
  ProcessStamp process = ProcessStamp::ofThis();
  process.start = "before the power was cut";
  return {"anna", process};
}

/// Reliability D1 and D2 where the power is cut: whatever the disk has kept of what was not synced, the
/// library is whole at the next start, and nothing that was said to be saved is missing.
class CutLibrary {
 public:
  explicit CutLibrary(const std::filesystem::path& folder)
      : folder_(folder), at_(folder / "disk" / "library") {
    std::filesystem::create_directory(folder_ / "disk");
  }

  /// From the first start on, over several sessions.
  void saving(int cuts) {
    RecordedDisk disk(folder_ / "disk");
    std::string id;
    for (int session = 0; session < 3; ++session) {
      CaseLibrary library(at_, sessionBefore());
      if (session == 0) {
        id = library.addCase(exampleStudy(1), {});
        disk.promise(1);
      }
      saveVersions(library, id, disk, 1 + 3 * session, 3 + 3 * session);
    }
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const LibraryFolder files{after / "library"};
      ASSERT_TRUE(!std::filesystem::exists(files.copy()) || keptCopy(files)) << "the kept copy is not whole";
      CaseLibrary library(files.folder, sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{});
      if (library.listCases({}).cases.empty()) {
        ASSERT_EQ(promised, 0);
        return;
      }
      checkVersions(library, id, promised);
    });
  }

  /// At the start after a power cut, which the write-ahead log and a part of the last change have outlasted.
  void recovering(int cuts) {
    std::string id;
    DiskNodes left;
    {
      RecordedDisk disk(folder_ / "disk");
      CaseLibrary library(at_, sessionBefore());
      id = library.addCase(exampleStudy(1), {});
      saveVersions(library, id, disk, 1, 3);
      left = diskAfter(disk, {disk.operations().size() - 4, Kept::eachItsOwn, 1});
    }
    putOnDisk(left, folder_ / "disk");
    RecordedDisk disk(folder_ / "disk");
    {
      CaseLibrary library(at_, sessionBefore());
      const int found = static_cast<int>(library.versionsOf(id).size());
      ASSERT_GE(found, 2);
      disk.promise(1 + found);
      saveVersions(library, id, disk, found + 1, found + 3);
    }
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      CaseLibrary library(after / "library", sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{});
      checkVersions(library, id, std::max(promised, 3));
    });
  }

  /// Labels whose file an earlier process has written and put in place, but was killed before it could sync
  /// the name.
  void savingWhatLiesThere(int cuts) {
    std::string id;
    {
      CaseLibrary library(at_, sessionOf("anna"));
      id = library.addCase(exampleStudy(1), {});
    }
    CaseLibrary other(folder_ / "other", sessionOf("anna"));
    const std::string same = other.addCase(exampleStudy(1), {});
    other.saveLabels(same, exampleLabels(1), VersionKind::proposal, {});
    const std::string blob = other.versionsOf(same).front().labelsBlob;
    const std::string name = blob.substr(0, 2) + "/" + blob;
    RecordedDisk disk(folder_ / "disk");
    leaveUnsyncedName(at_ / "blobs" / name, bytesOf(folder_ / "other" / "blobs" / name));
    {
      CaseLibrary library(at_, sessionBefore());
      library.saveLabels(id, exampleLabels(1), VersionKind::proposal, {});
      disk.promise(1);
    }
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const CaseLibrary library(after / "library", sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{});
      ASSERT_GE(static_cast<int>(library.versionsOf(id).size()), promised);
    });
  }

  void judging(int cuts) {
    std::string id;
    {
      CaseLibrary library(at_, sessionOf("anna"));
      id = library.addCase(exampleStudy(1), {});
      library.saveLabels(id, exampleLabels(1), VersionKind::proposal, {});
    }
    const auto verdict = [](int n) { return n % 2 == 1 ? CaseState::accepted : CaseState::rejected; };
    const auto note = [](int n) { return "note " + std::to_string(n) + "."; };
    RecordedDisk disk(folder_ / "disk");
    {
      CaseLibrary library(at_, sessionBefore());
      library.lockCase(id);
      for (int n = 1; n <= 6; ++n) {
        library.setState(id, verdict(n), note(n));
        disk.promise(n);
      }
    }
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const CaseLibrary library(after / "library", sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{});
      const std::vector<CaseDocument> approvals = library.documentsOf(id, DocumentKind::approval);
      const int found = static_cast<int>(approvals.size());
      ASSERT_TRUE(found == promised || found == promised + 1) << found << " verdicts, promised " << promised;
      if (found == 0) return;
      ASSERT_EQ(library.caseOf(id).state, verdict(found));
      ASSERT_NE(library.textOf(approvals.back()).find(note(found)), std::string::npos);
    });
  }

  void exporting(int cuts) {
    {
      CaseLibrary library(at_, sessionOf("anna"));
      for (const int seed : {1, 2}) addFullCase(library, seed);
    }
    RecordedDisk disk(folder_ / "disk");
    {
      CaseLibrary library(at_, sessionBefore());
      exportDataset(library, folder_ / "disk" / "dataset", Progress{});
      disk.promise(1);
    }
    const auto whole = contentOf(nodesOf(folder_ / "disk" / "dataset"));
    int done = 0;
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      CaseLibrary library(after / "library", sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{});
      const std::filesystem::path out = after / "dataset";
      if (std::filesystem::exists(out)) {
        ++done;
        ASSERT_TRUE(contentOf(nodesOf(out)) == whole) << "the dataset is there, but not whole";
      } else {
        ASSERT_EQ(promised, 0) << "the dataset is not there";
        exportDataset(library, out, Progress{});
      }
      std::vector<DatasetFault> faults;
      ASSERT_EQ(readDataset(out, faults).cases.size(), 2U);
      ASSERT_TRUE(faults.empty()) << faults.front().message;
    });
    EXPECT_GT(done, 0) << "no export ever came to its end";
  }

  /// The first version is there, or the newest with a copy of the first.
  void migrating(int cuts) {
    copyFixture();
    RecordedDisk disk(folder_ / "disk");
    {
      const CaseLibrary library(at_, sessionBefore());
      disk.promise(1);
    }
    int done = 0;
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const LibraryFolder files{after / "library"};
      {
        Database database(files.database(), Database::Mode::readWrite);
        checkWhole(database);
        const bool isNew = schemaVersion(database) == newestSchema();
        ASSERT_TRUE(isNew || (promised == 0 && schemaVersion(database) == 1));
        done += isNew ? 1 : 0;
        if (isNew) {
          Database copy(files.copyOfSchema(1), Database::Mode::readOnly);
          checkWhole(copy);
          ASSERT_EQ(schemaVersion(copy), 1);
        }
      }
      const CaseLibrary library(files.folder, sessionOf("anna"));
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{});
      const std::vector<LibraryCase> cases = library.listCases({}).cases;
      ASSERT_EQ(cases.size(), 2U);
      for (const int seed : {1, 2})
        ASSERT_EQ(voxelsOf(headLabels(library, cases[static_cast<std::size_t>(seed - 1)].id).labels),
                  voxelsOf(exampleLabels(seed + 100).labels));
    });
    EXPECT_GT(done, 0) << "no migration ever came to its end";
  }

  /// With the rollback journal: migration, then changes.
  void changingOnANetwork(int cuts) {
    copyFixture();
    RecordedDisk disk(folder_ / "disk");
    const auto rowsOf = [](Database& database) {
      return selectRows(database, metaTable(), "key = 'changes'");
    };
    {
      const OpenedDatabase opened = openDatabase({at_}, DiskKind::network);
      for (int n = 1; n <= 6; ++n) {
        Transaction transaction(*opened.database);
        const SqlRow row{"changes", std::to_string(n)};
        n == 1 ? insertRow(*opened.database, metaTable(), row)
               : updateRow(*opened.database, metaTable(), row);
        transaction.commit();
        disk.promise(n);
      }
    }
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const OpenedDatabase opened = openDatabase({after / "library"}, DiskKind::network);
      const std::vector<SqlRow> rows = rowsOf(*opened.database);
      const int found = rows.empty() ? 0 : std::stoi(std::get<std::string>(rows.front().back()));
      ASSERT_TRUE(found == promised || found == promised + 1) << found << " changes, promised " << promised;
    });
  }

  /// The damaged database and its copy are there, or the copy in its place.
  void restoring(int cuts) {
    const auto expectWhole = [](const CaseLibrary& library) {
      ASSERT_EQ(library.verify(Progress{}), LibraryFaults{});
      ASSERT_EQ(library.listCases({}).cases.size(), 1U);
    };
    {
      CaseLibrary library(at_, sessionOf("anna"));
      addFullCase(library, 1);
    }
    std::string bytes = bytesOf(LibraryFolder{at_}.database());
    std::fill(bytes.begin() + 5000, bytes.begin() + 9000, 'x');
    putBytes(LibraryFolder{at_}.database(), bytes);
    RecordedDisk disk(folder_ / "disk");
    restoreCopy({at_});
    disk.promise(1);
    int damaged = 0;
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const LibraryFolder files{after / "library"};
      try {
        expectWhole(CaseLibrary(files.folder, sessionOf("anna")));
        const std::filesystem::path aside = files.folder / "library.damaged-1.db";
        ASSERT_TRUE(bytesOf(aside) == bytes) << "the damaged database is not beside";
      } catch (const DamagedLibrary&) {
        ++damaged;
        ASSERT_EQ(promised, 0);
        restoreCopy(files);
        expectWhole(CaseLibrary(files.folder, sessionOf("anna")));
      }
    });
    EXPECT_GT(damaged, 0) << "the power was never cut before the copy was in place";
  }

  /// What replaces a file is there as a whole or not at all.
  void replacing(int cuts) {
    const std::filesystem::path file = folder_ / "disk" / "file";
    const auto text = [](int n) {
      return std::string(static_cast<std::size_t>(3000 + n), static_cast<char>('a' + n));
    };
    RecordedDisk disk(folder_ / "disk");
    for (int n = 1; n <= 20; ++n) {
      if (n % 2 == 0)
        writeTextFile(file, text(n));
      else
        writeAtomically(file, [&](const std::filesystem::path& to) { putBytes(to, text(n)); }, {});
      disk.promise(n);
    }
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const std::string found = bytesOf(after / "file");
      ASSERT_TRUE((promised == 0 && found.empty()) || (promised > 0 && found == text(promised)) ||
                  found == text(promised + 1))
          << found;
    });
  }

  void painting(int cuts) {
    const auto stroke = [](int n) {
      return std::vector<std::byte>(static_cast<std::size_t>(1 + n * 37 % 5000), static_cast<std::byte>(n));
    };
    std::filesystem::create_directory(at_);
    RecordedDisk disk(folder_ / "disk");
    {
      StrokeJournal journal(LibraryFolder{at_}.journals(), {"c", "sha", "anna", sessionBefore().process, 1});
      for (int n = 1; n <= 30; ++n) {
        journal.append(stroke(n));
        disk.promise(n);
      }
    }
    cutPower(disk, cuts, [&](const std::filesystem::path& after, int promised) {
      const std::vector<LeftJournal> left = leftJournals(LibraryFolder{after / "library"}.journals());
      if (left.empty() || !left[0].problem.empty()) {
        ASSERT_EQ(promised, 0);
        return;
      }
      const auto records = readJournal(left[0].file).records;
      const int found = static_cast<int>(records.size());
      ASSERT_TRUE(found == promised || found == promised + 1) << found << " strokes, promised " << promised;
      for (int n = 1; n <= found; ++n) ASSERT_EQ(records[static_cast<std::size_t>(n - 1)], stroke(n));
    });
  }

 private:
  void cutPower(const RecordedDisk& disk, int cuts, const CutCheck& check) const {
    checkCuts(disk, cuts, folder_ / "after", check);
  }
  /// The case is the first thing that is promised.
  static void saveVersions(CaseLibrary& library, const std::string& id, RecordedDisk& disk, int first,
                           int last) {
    if (library.lockCase(id)) library.takeOver(id);
    for (int n = first; n <= last; ++n) {
      library.saveLabels(id, exampleLabels(n), VersionKind::corrected, library.caseOf(id).head);
      disk.promise(1 + n);
    }
  }
  static void checkVersions(CaseLibrary& library, const std::string& id, int promised) {
    const std::vector<LabelVersion> versions = library.versionsOf(id);
    const int found = static_cast<int>(versions.size());
    ASSERT_TRUE(1 + found == promised || found == promised) << found << " versions, promised " << promised;
    for (int n = 1; n <= found; ++n)
      ASSERT_EQ(voxelsOf(library.loadVersion(versions[static_cast<std::size_t>(n - 1)]).labels),
                voxelsOf(exampleLabels(n).labels));
    if (library.lockCase(id)) library.takeOver(id);
    ASSERT_TRUE(
        library.saveLabels(id, exampleLabels(99), VersionKind::corrected, library.caseOf(id).head).counts());
  }
  void copyFixture() const {
    std::filesystem::copy(std::filesystem::path(VALVISTA_SOURCE) / "tests/library/fixtures/version_1", at_,
                          std::filesystem::copy_options::recursive);
  }
  static void leaveUnsyncedName(const std::filesystem::path& file, const std::string& bytes) {
    const std::filesystem::path temporary = file.parent_path() / ".valvista-killed";
    ::mkdir(file.parent_path().c_str(), S_IRWXU);
    const Descriptor written(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    ASSERT_EQ(::write(written.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    ASSERT_EQ(::fsync(written.get()), 0);
    ASSERT_EQ(::rename(temporary.c_str(), file.c_str()), 0);
  }

  std::filesystem::path folder_, at_;
};

}  // namespace valvista::planning
