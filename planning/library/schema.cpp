// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/schema.h"

#include "planning/library/row_sums.h"

namespace valvista::planning {

namespace {

constexpr std::int64_t kApplicationId = 0x56414C56;  // "VALV"

constexpr const char* kTables = R"sql(
CREATE TABLE total(id INTEGER PRIMARY KEY CHECK(id = 1), sum TEXT NOT NULL) STRICT;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL, sum TEXT NOT NULL) STRICT;
CREATE TABLE cases(
  id TEXT PRIMARY KEY, patient_name TEXT NOT NULL, patient_id TEXT NOT NULL, birth_date TEXT NOT NULL,
  sex TEXT NOT NULL, facts TEXT NOT NULL, scan TEXT NOT NULL, scan_sha256 TEXT NOT NULL UNIQUE,
  volume_blob TEXT NOT NULL, thumbnail_blob TEXT NOT NULL, state TEXT NOT NULL, annotator TEXT NOT NULL,
  added_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL, head INTEGER, sum TEXT NOT NULL) STRICT;
CREATE TABLE versions(
  id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id), parent INTEGER REFERENCES versions(id),
  kind TEXT NOT NULL, beside INTEGER NOT NULL, author TEXT NOT NULL, made_ms INTEGER NOT NULL,
  labels_blob TEXT NOT NULL, labels_sha256 TEXT NOT NULL, source TEXT NOT NULL, scheme TEXT NOT NULL,
  findings TEXT NOT NULL, model TEXT NOT NULL, sum TEXT NOT NULL) STRICT;
CREATE INDEX versions_of_case ON versions(case_id);
CREATE TABLE documents(
  id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id), version INTEGER REFERENCES versions(id),
  kind TEXT NOT NULL, beside INTEGER NOT NULL, author TEXT NOT NULL, made_ms INTEGER NOT NULL,
  blob TEXT NOT NULL, sum TEXT NOT NULL) STRICT;
CREATE INDEX documents_of_case ON documents(case_id);
CREATE TABLE locks(
  case_id TEXT PRIMARY KEY REFERENCES cases(id), token TEXT NOT NULL, user TEXT NOT NULL, host TEXT NOT NULL,
  process INTEGER NOT NULL, start TEXT NOT NULL, since_ms INTEGER NOT NULL, heartbeat_ms INTEGER NOT NULL,
  sum TEXT NOT NULL) STRICT;
)sql";

/// The triggers that keep the total.
std::string guarded(const std::string& table) {
  const auto trigger = [&](const std::string& name, const std::string& on, const std::string& sums) {
    return "CREATE TRIGGER " + table + "_" + name + " AFTER " + on + " ON " + table +
           " BEGIN UPDATE total SET sum = valvista_combined(sum, " + sums + "); END;\n";
  };
  return trigger("added", "INSERT", "NEW.sum") + trigger("changed", "UPDATE", "OLD.sum, NEW.sum") +
         trigger("removed", "DELETE", "OLD.sum");
}

std::string firstVersion() {
  std::string sql = kTables;
  sql += "INSERT INTO total VALUES(1, '" + emptySum() + "');\n";
  for (const char* table : {"meta", "cases", "versions", "documents", "locks"}) sql += guarded(table);
  // Patients get names of this library's own where they leave it.
  sql +=
      "INSERT INTO meta(key, value, sum) SELECT 'salt', salt, valvista_row_sum('meta', 'salt', salt) "
      "FROM (SELECT hex(randomblob(16)) AS salt);\n";
  return sql + "PRAGMA application_id = " + std::to_string(kApplicationId) + ";\n";
}

/// Time spent and tags of a case.
constexpr const char* kSecondVersion = R"sql(
ALTER TABLE cases ADD COLUMN seconds_spent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
UPDATE cases SET sum = valvista_row_sum('cases', id, patient_name, patient_id, birth_date, sex, facts, scan,
  scan_sha256, volume_blob, thumbnail_blob, state, annotator, added_ms, changed_ms, head, seconds_spent, tags);
)sql";

/// What a person did to labels. Before, all that was known is that they had been corrected.
constexpr const char* kThirdVersion = R"sql(
ALTER TABLE versions ADD COLUMN by_hand TEXT NOT NULL DEFAULT '{"corrected":false,"partial":false,"pinned":[]}';
UPDATE versions SET by_hand = '{"corrected":true,"partial":false,"pinned":[]}' WHERE kind = 'corrected';
UPDATE versions SET sum = valvista_row_sum('versions', id, case_id, parent, kind, beside, author, made_ms,
  labels_blob, labels_sha256, source, scheme, findings, model, by_hand);
)sql";

/// The schema as SQLite keeps it; two schemas made by the same steps say the same.
std::vector<SqlRow> schemaText(Database& database) {
  return database.run("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
}

[[noreturn]] void refuse(const std::string& why) {
  throw DamagedLibrary("library.db is damaged: " + why + ".");
}

/// Sums all rows of all tables and compares.
void checkSums(Database& database) {
  std::string total = emptySum();
  for (const SqlRow& table :
       database.run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'total'")) {
    const auto& name = std::get<std::string>(table.front());
    std::string columns;
    for (const SqlRow& column :
         database.run("SELECT name FROM pragma_table_info(?1) WHERE name <> 'sum' ORDER BY cid", {name}))
      columns += ", \"" + std::get<std::string>(column.front()) + "\"";
    for (const SqlRow& row : database.run("SELECT sum, sum = valvista_row_sum('" + name + "'" + columns +
                                          ") FROM \"" + name + "\"")) {
      if (!isTrue(row.back())) refuse("a row of \"" + name + "\" was changed");
      total = combinedSums(total, std::get<std::string>(row.front()));
    }
  }
  if (database.text("SELECT sum FROM total WHERE id = 1") != total) refuse("rows are missing in it");
}

}  // namespace

const std::vector<std::string>& schemaSteps() {
  static const std::vector<std::string> steps{firstVersion(), kSecondVersion, kThirdVersion};
  return steps;
}

int newestSchema() {
  return static_cast<int>(schemaSteps().size());
}

int schemaVersion(Database& database) {
  return static_cast<int>(database.integer("PRAGMA user_version"));
}

void migrate(Database& database, int to) {
  Transaction transaction(database);
  // Another program may have been faster.
  for (int version = schemaVersion(database); version < to; ++version) {
    database.runScript(schemaSteps()[static_cast<std::size_t>(version)]);
    database.runScript("PRAGMA user_version = " + std::to_string(version + 1));
    database.run(
        "INSERT INTO meta(key, value, sum) VALUES('schema', ?1, valvista_row_sum('meta', 'schema', ?1)) "
        "ON CONFLICT(key) DO UPDATE SET value = excluded.value, sum = excluded.sum",
        {std::to_string(version + 1)});
  }
  transaction.commit();
}

void checkWhole(Database& database) {
  struct Reading {  // one moment of the database, whoever is writing to it
    Database& database;
    explicit Reading(Database& read) : database(read) { database.run("BEGIN"); }
    ~Reading() {
      try {
        database.run("ROLLBACK");
      } catch (const Error&) {  // what went wrong has been said
      }
    }
  } const reading(database);
  if (database.integer("PRAGMA application_id") != kApplicationId) refuse("it is not a library's");
  const int version = schemaVersion(database);
  if (database.text("PRAGMA encoding") != "UTF-8" || version < 1) refuse("its header was changed");
  if (version <= newestSchema()) {
    Database reference(":memory:", Database::Mode::readWrite);
    migrate(reference, version);
    if (schemaText(reference) != schemaText(database)) refuse("its tables are not as they were made");
  }
  if (database.text("PRAGMA integrity_check(1)") != "ok") refuse("its pages do not fit together");
  checkSums(database);
  if (database.text("SELECT value FROM meta WHERE key = 'schema'") != std::to_string(version))
    refuse("its header was changed");
}

}  // namespace valvista::planning
