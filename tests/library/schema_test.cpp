// SPDX-License-Identifier: GPL-3.0-or-later
// Libraries of every schema there was, of one that is to come, and damaged ones.
#include "planning/library/schema.h"

#include "tests/core/child_process.h"
#include "tests/library/example_cases.h"

#include <cstdlib>

namespace valvista::planning {
namespace {

class Schema : public LibraryTest {
 protected:
  static std::filesystem::path fixture(int version) {
    return std::filesystem::path(VALVISTA_SOURCE) / "tests/library/fixtures" /
           ("version_" + std::to_string(version));
  }
  void copyFixture(int version) {
    std::filesystem::remove_all(at_);
    std::filesystem::copy(fixture(version), at_, std::filesystem::copy_options::recursive);
  }
  std::string refusalOfRestore() const {
    try {
      restoreCopy({at_});
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }
  static LibrarySession fixtureSession() { return {"anna", {"fixture", 1, "boot/1"}}; }
  std::filesystem::path database() const { return LibraryFolder{at_}.database(); }
};

TEST_F(Schema, everyVersionHasAFixture) {
  const std::filesystem::path newest = fixture(newestSchema());
  if (std::getenv("VALVISTA_MAKE_FIXTURE") != nullptr && !std::filesystem::exists(newest)) {
    CaseLibrary library(newest, fixtureSession());
    for (const int seed : {1, 2}) addFullCase(library, seed);
  }
  for (int version = 1; version <= newestSchema(); ++version)
    EXPECT_TRUE(std::filesystem::exists(fixture(version) / "library.db"))
        << "version " << version << ": make it with VALVISTA_MAKE_FIXTURE=1 before the next step is added";
}

TEST_F(Schema, everyVersionOpensAndTellsWhatItTold) {
  for (int version = 1; version <= newestSchema(); ++version) {
    SCOPED_TRACE(version);
    copyFixture(version);
    for (int time = 0; time < 2; ++time) {
      CaseLibrary library(at_, sessionOf("ben"));
      EXPECT_EQ(library.readOnlyReason(), "");
      EXPECT_EQ(library.notice(), "");
      EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
      const std::vector<LibraryCase> cases = library.listCases({}).cases;
      ASSERT_EQ(cases.size(), 2U);
      for (const int seed : {1, 2}) {
        const LibraryCase& one = cases[static_cast<std::size_t>(seed - 1)];
        EXPECT_EQ(one.patient.name, exampleStudy(seed).patient.name);
        EXPECT_EQ(one.state, CaseState::accepted);
        const AnatomyLabels head = headLabels(library, one.id);
        EXPECT_EQ(voxelsOf(head.labels), voxelsOf(exampleLabels(seed + 100).labels));
        EXPECT_TRUE(head.corrected) << "versions before 3 knew it by the kind";
        EXPECT_EQ(head.partial, version >= 3);
        EXPECT_EQ(head.pinned, version >= 3 ? std::set<std::uint8_t>({2, 4}) : std::set<std::uint8_t>());
        EXPECT_EQ(library.loadScan(one.id, Progress{}).sha256, exampleStudy(seed).sha256);
        EXPECT_EQ(one.secondsSpent, version >= 2 ? 90 : 0);
        EXPECT_EQ(one.tags.size(), version >= 2 ? 2U : 0U);
      }
    }
    Database migrated(database(), Database::Mode::readOnly);
    EXPECT_EQ(schemaVersion(migrated), newestSchema());
  }
}

TEST_F(Schema, migratingIsAPureFunction) {
  std::string first;
  for (int time = 0; time < 2; ++time) {
    copyFixture(1);
    Database old(database(), Database::Mode::readWrite);
    checkWhole(old);
    migrate(old, newestSchema());
    checkWhole(old);
    const std::string total = old.text("SELECT sum FROM total");
    if (time == 0) first = total;
    EXPECT_EQ(total, first);
  }
}

/// A limit of file sizes stops it at every page of the journal and of the database.
TEST_F(Schema, aMigrationThatFailsInTheMiddleHasNotHappened) {
  int refused = 0, done = 0;
  for (rlim_t limit = 500; limit < 70000; limit += 2000) {
    copyFixture(1);
    {
      Database old(database(), Database::Mode::readWrite);
      old.run("PRAGMA journal_mode=DELETE");
      keepCopy(old, LibraryFolder{at_}.copyOfSchema(1));
    }
    const ChildEnd end = inChild([&] {
      const rlimit small{limit, limit};
      setrlimit(RLIMIT_FSIZE, &small);
      try {
        openDatabase({at_}, DiskKind::network);
        return 0;
      } catch (const SaveError&) {
        return 1;
      }
    });
    ASSERT_LE(end.status, 1) << limit;
    ++(end.status == 1 ? refused : done);
    const CaseLibrary library(at_, sessionOf("ben"));
    ASSERT_EQ(library.verify(Progress{}), LibraryFaults{}) << limit;
    ASSERT_EQ(library.listCases({}).cases.size(), 2U) << limit;
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(done, 0);
}

TEST_F(Schema, aStepThatFailsHalfWayChangesNothing) {
  copyFixture(1);
  Database old(database(), Database::Mode::readWrite);
  old.runScript("ALTER TABLE cases ADD COLUMN tags TEXT");  // so that the second statement of the step fails
  EXPECT_THROW(migrate(old, 2), Error);
  EXPECT_EQ(schemaVersion(old), 1);
  EXPECT_EQ(old.integer("SELECT count(*) FROM pragma_table_info('cases') WHERE name = 'seconds_spent'"), 0);
}

TEST_F(Schema, theOlderDatabaseIsKept) {
  copyFixture(1);
  {
    const CaseLibrary library(at_, sessionOf("ben"));
    EXPECT_EQ(keptCopy(library.files())->cases, 2);
  }
  Database kept(LibraryFolder{at_}.copyOfSchema(1), Database::Mode::readOnly);
  checkWhole(kept);
  EXPECT_EQ(schemaVersion(kept), 1);
}

TEST_F(Schema, aNewerOneIsLookedAtOnly) {
  copyFixture(newestSchema());
  const std::string newer = std::to_string(newestSchema() + 1);
  {
    Database database(this->database(), Database::Mode::readWrite);
    database.runScript("ALTER TABLE cases ADD COLUMN colour TEXT; PRAGMA user_version = " + newer + ";");
    database.run(
        "UPDATE meta SET value = ?1, sum = valvista_row_sum('meta', 'schema', ?1) WHERE key = 'schema'",
        {newer});
    database.run(
        "UPDATE cases SET sum = valvista_row_sum('cases', id, patient_name, patient_id, birth_date, "
        "sex, facts, scan, scan_sha256, volume_blob, thumbnail_blob, state, annotator, added_ms, "
        "changed_ms, head, seconds_spent, tags, colour)");
  }
  const std::string before = bytesOf(database());
  {
    CaseLibrary library(at_, sessionOf("ben"));
    EXPECT_NE(library.readOnlyReason(), "");
    EXPECT_THROW(library.addCase(exampleStudy(3), {}), SaveError);
    EXPECT_THROW(library.lockCase("x"), SaveError);
    EXPECT_THROW(library.record(AuditEvent::open, "x"), SaveError);
  }
  EXPECT_EQ(bytesOf(database()), before);
}

TEST_F(Schema, aDamagedDatabaseIsRefusedAndItsLastWholeCopyPutBack) {
  std::string id, content;
  {
    CaseLibrary library(at_, sessionOf("anna"));
    id = addFullCase(library, 1);
    content = contentOf(library);
  }
  const LibraryFolder files{at_};
  ASSERT_EQ(keptCopy(files)->cases, 1);
  std::string bytes = bytesOf(database());
  bytes.replace(bytes.find("Muster^Erika"), 6, "Mustar");
  putBytes(database(), bytes);
  EXPECT_THROW(CaseLibrary(at_, sessionOf("anna")), DamagedLibrary);
  EXPECT_THROW(CaseLibrary(at_, sessionOf("anna")), DamagedLibrary) << "and nothing was put in its place";
  const std::filesystem::path aside = restoreCopy(files);
  EXPECT_EQ(bytesOf(aside), bytes);
  const CaseLibrary library(at_, sessionOf("anna"));
  EXPECT_EQ(contentOf(library), content);
  EXPECT_EQ(library.verify(Progress{}), LibraryFaults{});
}

/// SQLite takes it for one of a newer SQLite, which may be read only: nothing could be saved any more.
TEST_F(Schema, aHeaderThatForbidsWritingIsDamage) {
  {
    CaseLibrary library(at_, sessionOf("anna"));
    addFullCase(library, 1);
  }
  std::string bytes = bytesOf(database());
  bytes[18] ^= 0x10;
  putBytes(database(), bytes);
  EXPECT_THROW(CaseLibrary(at_, sessionOf("anna")), DamagedLibrary);
  EXPECT_EQ(refusalOfRestore(), "");
  EXPECT_EQ(CaseLibrary(at_, sessionOf("anna")).verify(Progress{}), LibraryFaults{});
}

TEST_F(Schema, aWholeDatabaseIsNotReplaced) {
  {
    CaseLibrary library(at_, sessionOf("anna"));
    addFullCase(library, 1);
  }
  const std::string whole = bytesOf(database());
  EXPECT_EQ(refusalOfRestore(), "library.db is whole: the copy was not put in its place.");
  EXPECT_EQ(bytesOf(database()), whole);
  EXPECT_FALSE(std::filesystem::exists(at_ / "library.damaged-1.db"));
}

TEST_F(Schema, nothingIsPutInPlaceOfAnOpenDatabase) {
  {
    CaseLibrary library(at_, sessionOf("anna"));
    addFullCase(library, 1);
  }
  std::string damaged = bytesOf(database());
  damaged.replace(damaged.find("Muster^Erika"), 6, "Mustar");
  {
    const CaseLibrary open(at_, sessionOf("ben"));
    putBytes(database(), damaged);
    for (int time = 0; time < 2; ++time)
      EXPECT_EQ(
          refusalOfRestore(),
          "The copy was not put in place of library.db: a program has the library open. Close it first.");
    EXPECT_EQ(bytesOf(database()), damaged);
    const ChildEnd end = inChild([&] { return refusalOfRestore().empty() ? 1 : 0; });
    EXPECT_EQ(end.status, 0) << "another process";
  }
  EXPECT_EQ(refusalOfRestore(), "");
  EXPECT_EQ(CaseLibrary(at_, sessionOf("anna")).listCases({}).cases.size(), 1U);
}

TEST_F(Schema, aDamagedCopyIsMadeAnew) {
  {
    CaseLibrary library(at_, sessionOf("anna"));
    addFullCase(library, 1);
  }
  const LibraryFolder files{at_};
  std::string bytes = bytesOf(files.copy());
  bytes.replace(bytes.find("Muster^Erika"), 6, "Mustar");
  putBytes(files.copy(), bytes);
  ASSERT_FALSE(keptCopy(files));
  { const CaseLibrary library(at_, sessionOf("anna")); }
  ASSERT_TRUE(keptCopy(files));
  EXPECT_EQ(keptCopy(files)->cases, 1);
}

TEST_F(Schema, aLostDatabaseIsNotReplacedByAnEmptyOne) {
  {
    CaseLibrary library(at_, sessionOf("anna"));
    addFullCase(library, 1);
  }
  std::filesystem::resize_file(database(), 0);
  EXPECT_THROW(CaseLibrary(at_, sessionOf("anna")), DamagedLibrary);
  std::filesystem::remove(database());
  EXPECT_THROW(CaseLibrary(at_, sessionOf("anna")), DamagedLibrary);
  EXPECT_FALSE(std::filesystem::exists(database()));
  restoreCopy({at_});
  EXPECT_EQ(CaseLibrary(at_, sessionOf("anna")).listCases({}).cases.size(), 1U);
}

TEST_F(Schema, aRowThatIsRemovedBehindItsBackIsMissed) {
  {
    CaseLibrary library(at_, sessionOf("anna"));
    addFullCase(library, 1);
  }
  {
    Database database(this->database(), Database::Mode::readWrite);
    // The trigger that would have kept the total is out of the way, and afterwards as it was.
    const std::string trigger =
        database.text("SELECT sql FROM sqlite_schema WHERE name = 'documents_removed'");
    database.runScript("DROP TRIGGER documents_removed; DELETE FROM documents WHERE kind = 'approval';" +
                       trigger);
  }
  EXPECT_THROW(CaseLibrary(at_, sessionOf("anna")), DamagedLibrary);
}

TEST_F(Schema, theLogIsWrittenAheadWhereThatWorks) {
  { const CaseLibrary library(at_, sessionOf("anna")); }
  Database database(this->database(), Database::Mode::readWrite);
  EXPECT_EQ(database.integer("PRAGMA synchronous"), 3) << "EXTRA";
  EXPECT_EQ(database.integer("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(database.text("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(diskKind(0x6969), DiskKind::network) << "NFS";
  EXPECT_EQ(diskKind(static_cast<std::int32_t>(0xFF534D42U)), DiskKind::network)
      << "CIFS, as a signed number";
  EXPECT_EQ(diskKind(0x65735546), DiskKind::network) << "FUSE";
  EXPECT_EQ(diskKind(0xEF53), DiskKind::local) << "ext4";
  EXPECT_EQ(diskKind(0x01021994), DiskKind::local) << "tmpfs";
}

TEST_F(Schema, overTheNetworkThereIsNoLog) {
  std::string content;
  {
    CaseLibrary library(at_, sessionOf("anna"));
    addFullCase(library, 1);
    content = contentOf(library);
    EXPECT_THROW(openDatabase(library.files(), DiskKind::network), SaveError)
        << "while somebody writes a log";
  }
  {
    const OpenedDatabase opened = openDatabase({at_}, DiskKind::network);
    EXPECT_EQ(opened.database->text("PRAGMA journal_mode"), "delete");
    EXPECT_FALSE(std::filesystem::exists(at_ / "library.db-wal"));
  }
  EXPECT_EQ(contentOf(CaseLibrary(at_, sessionOf("anna"))), content);
}

TEST_F(Schema, aRowThatChangesWhileItIsOpenIsNoticedWhenItIsRead) {
  CaseLibrary library(at_, sessionOf("anna"));
  const std::string id = addFullCase(library, 1);
  Database behind(database(), Database::Mode::readWrite);
  behind.run("UPDATE cases SET patient_name = 'Somebody else'");
  EXPECT_THROW(library.caseOf(id), DamagedLibrary);
  EXPECT_THROW(library.listCases({}), DamagedLibrary);
  EXPECT_EQ(library.verify(Progress{}).size(), 1U);
}

}  // namespace
}  // namespace valvista::planning
