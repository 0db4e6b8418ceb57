// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace valvista::planning {

/// A table of the newest schema: its columns in their order, but for `sum`; the first one is the key.
struct Table {
  std::string name;
  std::vector<std::string> columns;
};

/// Writes a row together with its sum. To be called inside a Transaction.
void insertRow(Database& database, const Table& table, const SqlRow& row);
void updateRow(Database& database, const Table& table, const SqlRow& row);
void deleteRow(Database& database, const Table& table, const SqlValue& key);

/// Rows by a condition (and order) in SQL, "case_id = ?1 ORDER BY id". Throws DamagedLibrary when one of them
/// does not agree with its sum.
std::vector<SqlRow> selectRows(Database& database, const Table& table, std::string_view condition,
                               const SqlRow& values = {});

/// A key for a row to come, larger than all there are.
std::int64_t nextKey(Database& database, const Table& table);

}  // namespace valvista::planning
