// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/descriptor.h"
#include "planning/library/database.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace valvista::planning {

/// Names in the folder of a library.
struct LibraryFolder {
  std::filesystem::path folder;

  std::filesystem::path database() const { return folder / "library.db"; }
  std::filesystem::path copy() const { return folder / "library.previous.db"; }  ///< the last that was whole
  /// The database as it was before it was brought to a newer schema.
  std::filesystem::path copyOfSchema(int version) const {
    return folder / ("library.schema-" + std::to_string(version) + ".db");
  }
  std::filesystem::path blobs() const { return folder / "blobs"; }
  std::filesystem::path journals() const { return folder / "journal"; }
  std::filesystem::path audit() const { return folder / "audit.log"; }
  std::filesystem::path lock() const { return folder / "library.lock"; }  ///< held by who has it open
};

/// $VALVISTA_LIBRARY, else valvista/library in $XDG_DATA_HOME, else in ~/.local/share. It need not exist.
/// Throws LoadError when none of the three is set.
std::filesystem::path libraryFolder();

enum class DiskKind : std::uint8_t { local, network };
/// By a file system's number (statfs f_type).
DiskKind diskKind(std::int64_t fileSystem);
/// Of the disk that a folder, which need not exist, lies on or would; local where nobody knows.
DiskKind diskKindOf(const std::filesystem::path& folder);

struct OpenedDatabase {
  Descriptor lock;  ///< while it is open, nothing is put in place of the database
  std::unique_ptr<Database> database;
  bool isNewer = false;  ///< made by a newer Valvista: nothing may be written
};
/// Opens the database, makes it where there is none, checks it whole, and brings it to the newest schema,
/// after a copy of the older one was kept. On a network, where SQLite's write-ahead log does not work, it
/// keeps a rollback journal. Throws DamagedLibrary, SaveError.
OpenedDatabase openDatabase(const LibraryFolder& files, DiskKind disk);

/// Keeps a copy of the database in `copy` unless what is there has the same content; what is there stays
/// until the new one was checked. Throws SaveError.
void keepCopy(Database& database, const std::filesystem::path& copy);

/// The whole copy that restoreCopy() would put back.
struct KeptCopy {
  std::int64_t cases = 0, versions = 0;
  std::int64_t lastChangeMs = 0;  ///< of any case in it
};
std::optional<KeptCopy> keptCopy(const LibraryFolder& files);
/// Puts the copy in place of a damaged database, which stays beside as "library.damaged-N.db". Gives that
/// name. Throws LoadError without a whole copy and where the database is whole, SaveError, also while
/// somebody has the library open, be it this program.
std::filesystem::path restoreCopy(const LibraryFolder& files);

}  // namespace valvista::planning
