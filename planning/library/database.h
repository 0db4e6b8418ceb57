// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;

namespace valvista::planning {

/// The library's database is not what was written to it. The last whole copy can be put back
/// (library_copy.h).
class DamagedLibrary : public LoadError {
  using LoadError::LoadError;
};

using SqlValue = std::variant<std::nullptr_t, std::int64_t, std::string>;
using SqlRow = std::vector<SqlValue>;
/// Of a comparison in SQL.
inline bool isTrue(const SqlValue& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number != nullptr && *number == 1;
}

/// A connection to an SQLite database in a file (or in memory, ":memory:") that knows the functions of
/// row_sums.h. Values are bound, never part of a statement. Throws DamagedLibrary for content that cannot be
/// read, SaveError naming the file for what could not be written.
class Database {
 public:
  enum class Mode : std::uint8_t { readOnly, readWrite };
  Database(const std::filesystem::path& file, Mode mode);

  /// One statement with its values; what it answers.
  std::vector<SqlRow> run(std::string_view statement, const SqlRow& values = {});
  /// Several statements without values.
  void runScript(const std::string& statements);
  /// The first column of the only row that a statement answers. Throws DamagedLibrary when there is none.
  SqlValue value(std::string_view statement, const SqlRow& values = {});
  std::int64_t integer(std::string_view statement, const SqlRow& values = {});
  std::string text(std::string_view statement, const SqlRow& values = {});
  /// Whether nothing can be written: it was opened so, or what was read of the file forbids it.
  bool isReadOnly() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  [[noreturn]] void fail() const;

  std::string name_;
  std::unique_ptr<sqlite3, Close> connection_;
};

/// Nobody else writes from here on; without commit() nothing of it has happened.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace valvista::planning
