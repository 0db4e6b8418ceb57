// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/database.h"

#include "planning/core/write_failure.h"
#include "planning/library/row_sums.h"

#include <cerrno>
#include <sqlite3.h>

namespace valvista::planning {

namespace {

constexpr int kBusyMilliseconds = 20000;

/// Why SQLite could not write; empty for what is no failure of writing.
std::string writingFailure(int code, int systemError) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return writeFailure(systemError == EDQUOT || systemError == EFBIG ? systemError : ENOSPC);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return writeFailure(systemError != 0 ? systemError : EACCES);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is writing to it";
    case SQLITE_NOMEM:
      return "there is not enough memory";
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_READ) return {};
      return writeFailure(systemError != 0 ? systemError : EIO);
    default:
      return {};
  }
}

class Statement {
 public:
  Statement(sqlite3* connection, std::string_view text) {
    failed_ = sqlite3_prepare_v2(connection, text.data(), static_cast<int>(text.size()), &statement_,
                                 nullptr) != SQLITE_OK;
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool failed() const { return failed_; }
  void bind(const SqlRow& values) {
    for (std::size_t i = 0; i < values.size() && !failed_; ++i)
      failed_ = bindOne(static_cast<int>(i) + 1, values[i]) != SQLITE_OK;
  }
  /// True while there are rows.
  bool step() {
    const int code = sqlite3_step(statement_);
    failed_ = code != SQLITE_ROW && code != SQLITE_DONE;
    return code == SQLITE_ROW;
  }
  SqlRow row() const {
    SqlRow values;
    for (int column = 0; column < sqlite3_column_count(statement_); ++column) values.push_back(at(column));
    return values;
  }

 private:
  int bindOne(int number, const SqlValue& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value))
      return sqlite3_bind_int64(statement_, number, *integer);
    if (const auto* text = std::get_if<std::string>(&value))
      return sqlite3_bind_text64(statement_, number, text->data(), text->size(), SQLITE_TRANSIENT,
                                 SQLITE_UTF8);
    return sqlite3_bind_null(statement_, number);
  }
  SqlValue at(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_NULL:
        return nullptr;
      case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(statement_, column)};
      default: {
        const unsigned char* text = sqlite3_column_text(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        return text == nullptr
                   ? std::string()
                   : std::string(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
      }
    }
  }

  sqlite3_stmt* statement_ = nullptr;
  bool failed_ = false;
};

}  // namespace

void Database::Close::operator()(sqlite3* connection) const {
  const FileSizeSignalBlock block;
  sqlite3_close(connection);
}

Database::Database(const std::filesystem::path& file, Mode mode) : name_(file.filename().string()) {
  const FileSizeSignalBlock block;
  sqlite3* connection = nullptr;
  const int access = mode == Mode::readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(file.c_str(), &connection, access | SQLITE_OPEN_FULLMUTEX, nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) fail();
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, kBusyMilliseconds);
  addRowSums(connection);
  // With FULL a power cut could bring a rollback journal back, and what it was kept for would be undone.
  runScript(
      "PRAGMA foreign_keys=ON; PRAGMA synchronous=EXTRA; PRAGMA trusted_schema=OFF; "
      "PRAGMA cell_size_check=ON;");
}

void Database::fail() const {
  sqlite3* connection = connection_.get();
  if (connection == nullptr) throw SaveError(name_ + " cannot be opened: there is not enough memory.");
  const int code = sqlite3_extended_errcode(connection);
  const std::string why = writingFailure(code, sqlite3_system_errno(connection));
  // SQLite's own words may repeat what is in the database, so they are not told.
  const std::string detail = "SQLite result " + std::to_string(code);
  if (!why.empty()) throw SaveError(name_ + " was not written: " + why + ".", detail);
  throw DamagedLibrary(name_ + " is damaged: it is no longer what was written to it.", detail);
}

std::vector<SqlRow> Database::run(std::string_view text, const SqlRow& values) {
  const FileSizeSignalBlock block;
  Statement statement(connection_.get(), text);
  if (!statement.failed()) statement.bind(values);
  std::vector<SqlRow> rows;
  while (!statement.failed() && statement.step()) rows.push_back(statement.row());
  if (statement.failed()) fail();
  return rows;
}

void Database::runScript(const std::string& statements) {
  const FileSizeSignalBlock block;
  if (sqlite3_exec(connection_.get(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

SqlValue Database::value(std::string_view statement, const SqlRow& values) {
  const std::vector<SqlRow> rows = run(statement, values);
  if (rows.size() != 1 || rows.front().empty())
    throw DamagedLibrary(name_ + " is damaged: something is missing in it.");
  return rows.front().front();
}

std::int64_t Database::integer(std::string_view statement, const SqlRow& values) {
  const SqlValue found = value(statement, values);
  if (const auto* integer = std::get_if<std::int64_t>(&found)) return *integer;
  throw DamagedLibrary(name_ + " is damaged: it holds something else where a number should be.");
}

std::string Database::text(std::string_view statement, const SqlRow& values) {
  const SqlValue found = value(statement, values);
  if (const auto* text = std::get_if<std::string>(&found)) return *text;
  throw DamagedLibrary(name_ + " is damaged: it holds something else where a text should be.");
}

bool Database::isReadOnly() const {
  return sqlite3_db_readonly(connection_.get(), "main") == 1;
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const Error&) {
    // SQLite has rolled back by itself, as it does when the disk is full.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace valvista::planning
