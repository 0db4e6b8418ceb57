// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/library_files.h"

#include "planning/core/atomic_file.h"
#include "planning/core/data_folder.h"
#include "planning/core/input_file.h"
#include "planning/core/output_file.h"
#include "planning/core/write_failure.h"
#include "planning/library/schema.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

namespace valvista::planning {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMostDatabaseBytes = std::uint64_t{1} << 33;
constexpr std::array<const char*, 2> kEndings{"-wal", "-shm"};

fs::path withEnding(const fs::path& file, const std::string& ending) {
  return file.string() + ending;
}

/// Opens a file of the library, or makes it empty, for this user alone.
Descriptor openPrivate(const fs::path& file) {
  Descriptor opened(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!opened.isOpen())
    throw SaveError(file.filename().string() + " was not opened: " + writeFailure(errno) + ".");
  return opened;
}

/// Shared by all who have a library open, until it is closed or their process ends. A disk that knows no such
/// locks stops nobody. Waits for a copy that is being put in place.
Descriptor lockShared(const LibraryFolder& files) {
  Descriptor lock = openPrivate(files.lock());
  while (::flock(lock.get(), LOCK_SH) != 0 && errno == EINTR) continue;
  return lock;
}

Descriptor lockAlone(const LibraryFolder& files) {
  Descriptor lock = openPrivate(files.lock());
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw SaveError(
        "The copy was not put in place of library.db: a program has the library open. Close it first.");
  return lock;
}

/// checkWhole() of a database that is to be written to.
void checkWritable(Database& database) {
  checkWhole(database);
  if (database.isReadOnly()) throw DamagedLibrary("library.db is damaged: its header forbids writing to it.");
}

bool isWhole(const LibraryFolder& files) {
  if (!fs::exists(files.database())) return false;
  openPrivate(files.database());  // says so where it may not be written to
  try {
    {  // What is damaged is left as it is, so nothing is written to it before it is known to be whole.
      Database database(files.database(), Database::Mode::readOnly);
      checkWhole(database);
    }
    Database database(files.database(), Database::Mode::readWrite);
    checkWritable(database);
    return true;
  } catch (const DamagedLibrary&) {
    return false;
  }
}

void setJournal(Database& database, DiskKind disk) {
  const std::string mode = disk == DiskKind::network ? "DELETE" : "WAL";
  // Where the log cannot be written ahead SQLite stays with the rollback journal, which is as safe.
  if (database.text("PRAGMA journal_mode=" + mode) == "wal" && disk == DiskKind::network)
    throw SaveError(
        "library.db cannot be opened over the network: a program on its own machine has it open.");
}

std::string totalOf(Database& database) {
  return database.text("SELECT sum FROM total");
}

/// Whether a file is a whole copy of the database as it is.
bool isCopyOf(Database& database, const fs::path& file) {
  if (!fs::exists(file)) return false;
  try {
    Database copy(file, Database::Mode::readOnly);
    checkWhole(copy);
    return totalOf(copy) == totalOf(database);
  } catch (const Error&) {
    return false;
  }
}

/// A name for the damaged database that is still free.
fs::path damagedName(const LibraryFolder& files) {
  for (int number = 1;; ++number) {
    fs::path name = files.folder / ("library.damaged-" + std::to_string(number) + ".db");
    if (!fs::exists(name)) return name;
  }
}

}  // namespace

fs::path libraryFolder() {
  if (auto folder = dataFolder("VALVISTA_LIBRARY", "library")) return *folder;
  throw LoadError("There is no folder for the library: neither VALVISTA_LIBRARY nor HOME is set.");
}

DiskKind diskKind(std::int64_t fileSystem) {
  // NFS, SMB, CIFS, SMB2, FUSE (sshfs, and many others), AFS, 9P, Ceph, Coda, Lustre, GPFS: linux/magic.h and
  // statfs(2).
  constexpr std::array<std::uint32_t, 11> kNetwork{0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                                   0x65735546, 0x5346414F, 0x01021997, 0x00C36400,
                                                   0x73757245, 0x0BD00BD0, 0x47504653};
  const bool known = std::ranges::find(kNetwork, static_cast<std::uint32_t>(fileSystem)) != kNetwork.end();
  return known ? DiskKind::network : DiskKind::local;
}

DiskKind diskKindOf(const fs::path& folder) {
  struct statfs facts {};
  if (::statfs(folder.c_str(), &facts) == 0) return diskKind(static_cast<std::int64_t>(facts.f_type));
  const fs::path above = fs::absolute(folder).parent_path();
  return errno == ENOENT && above != folder ? diskKindOf(above) : DiskKind::local;
}

OpenedDatabase openDatabase(const LibraryFolder& files, DiskKind disk) {
  std::error_code none;
  const bool isNew = !fs::exists(files.database(), none);
  if (const std::error_code error = makePrivateFolder(files.folder))
    throw SaveError("The folder of the library was not made: " + writeFailure(error.value()) + ".");
  Descriptor lock = lockShared(files);
  openPrivate(files.database());  // SQLite would make it readable for others
  const bool isEmpty =
      fs::file_size(files.database(), none) == 0 && !fs::exists(withEnding(files.database(), "-wal"), none);
  // Never an empty library in place of a lost one.
  if (isEmpty && (fs::exists(files.copy(), none) || fs::exists(files.audit(), none))) {
    if (isNew) fs::remove(files.database(), none);
    throw DamagedLibrary("library.db is missing or empty, but there was a library in this folder.");
  }
  OpenedDatabase opened{std::move(lock),
                        std::make_unique<Database>(files.database(), Database::Mode::readWrite)};
  Database& database = *opened.database;
  const bool isUnmade =
      database.integer("SELECT count(*) FROM sqlite_schema") == 0 && schemaVersion(database) == 0;
  if (isUnmade) {
    setJournal(database, disk);
    migrate(database, newestSchema());
  }
  checkWritable(database);
  opened.isNewer = schemaVersion(database) > newestSchema();
  if (opened.isNewer) {
    database.run("PRAGMA query_only=ON");
    return opened;
  }
  setJournal(database, disk);
  if (schemaVersion(database) < newestSchema()) {
    keepCopy(database, files.copyOfSchema(schemaVersion(database)));
    migrate(database, newestSchema());
    checkWhole(database);
  }
  return opened;
}

void keepCopy(Database& database, const fs::path& copy) {
  if (isCopyOf(database, copy)) return;
  writeAtomically(
      copy, [&](const fs::path& file) { database.run("VACUUM INTO ?1", {file.string()}); },
      [](const fs::path& file) {
        Database written(file, Database::Mode::readOnly);
        checkWhole(written);
      });
}

std::optional<KeptCopy> keptCopy(const LibraryFolder& files) {
  if (!fs::exists(files.copy())) return std::nullopt;
  try {
    Database copy(files.copy(), Database::Mode::readOnly);
    checkWhole(copy);
    return KeptCopy{copy.integer("SELECT count(*) FROM cases"), copy.integer("SELECT count(*) FROM versions"),
                    copy.integer("SELECT coalesce(max(changed_ms), 0) FROM cases")};
  } catch (const Error&) {
    return std::nullopt;
  }
}

fs::path restoreCopy(const LibraryFolder& files) {
  if (!keptCopy(files)) throw LoadError("There is no whole copy of library.db to go back to.");
  const Descriptor lock = lockAlone(files);
  if (isWhole(files)) throw LoadError("library.db is whole: the copy was not put in its place.");
  const fs::path damaged = damagedName(files);
  // The damaged one keeps its name until the copy replaces it: a library is there at every moment.
  if (fs::exists(files.database()) && ::link(files.database().c_str(), damaged.c_str()) != 0)
    throw SaveError("library.db was not put aside: " + writeFailure(errno) + ".");
  for (const char* ending : kEndings) {
    const fs::path from = withEnding(files.database(), ending);
    if (fs::exists(from) && ::rename(from.c_str(), withEnding(damaged, ending).c_str()) != 0)
      throw SaveError("library.db was not put aside: " + writeFailure(errno) + ".");
  }
  std::string bytes;
  try {
    bytes = readText(files.copy(), kMostDatabaseBytes);
  } catch (const std::domain_error& error) {
    throw LoadError(files.copy().filename().string() + ": " + error.what() + ".");
  }
  AtomicFile file(files.database());
  file.write(bytes);
  file.commit();
  return damaged;
}

}  // namespace valvista::planning
