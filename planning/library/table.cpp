// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/table.h"

namespace valvista::planning {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// "?1, ?2, ?3"
std::string places(std::size_t count) {
  std::string text;
  for (std::size_t i = 1; i <= count; ++i) {
    text += i > 1 ? ", ?" : "?";
    text += std::to_string(i);
  }
  return text;
}

std::string rowSum(const Table& table, const std::string& values) {
  return "valvista_row_sum('" + table.name + "', " + values + ")";
}

}  // namespace

void insertRow(Database& database, const Table& table, const SqlRow& row) {
  const std::string values = places(table.columns.size());
  database.run("INSERT INTO " + table.name + "(" + joined(table.columns) + ", sum) VALUES(" + values + ", " +
                   rowSum(table, values) + ")",
               row);
}

void updateRow(Database& database, const Table& table, const SqlRow& row) {
  const std::string values = places(table.columns.size());
  database.run("UPDATE " + table.name + " SET (" + joined(table.columns) + ", sum) = (" + values + ", " +
                   rowSum(table, values) + ") WHERE " + table.columns.front() + " = ?1",
               row);
}

void deleteRow(Database& database, const Table& table, const SqlValue& key) {
  database.run("DELETE FROM " + table.name + " WHERE " + table.columns.front() + " = ?1", {key});
}

std::vector<SqlRow> selectRows(Database& database, const Table& table, std::string_view condition,
                               const SqlRow& values) {
  const std::string columns = joined(table.columns);
  std::vector<SqlRow> rows = database.run("SELECT " + columns + ", sum = " + rowSum(table, columns) +
                                              " FROM " + table.name + " WHERE " + std::string(condition),
                                          values);
  for (SqlRow& row : rows) {
    if (!isTrue(row.back()))
      throw DamagedLibrary("library.db is damaged: a row of \"" + table.name + "\" was changed.");
    row.resize(table.columns.size());
  }
  return rows;
}

std::int64_t nextKey(Database& database, const Table& table) {
  return database.integer("SELECT coalesce(max(" + table.columns.front() + "), 0) + 1 FROM " + table.name);
}

}  // namespace valvista::planning
