// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/database.h"

#include <string>
#include <vector>

namespace valvista::planning {

/// The steps that make a schema: step n turns version n into n + 1, version 0 being an empty database. Plain
/// SQL that depends on nothing but what is in the database; a step that was ever released is never changed.
const std::vector<std::string>& schemaSteps();
int newestSchema();
/// What the database says it is.
int schemaVersion(Database& database);

/// Brings a database of an older schema to version `to`, in one transaction.
void migrate(Database& database, int to);

/// Everything by which damage is noticed: that it is a library's database, its schema word by word, SQLite's
/// own check, the sum of every row and the total of them. A schema newer than ours is checked as far as we
/// know it. Throws DamagedLibrary.
void checkWhole(Database& database);

}  // namespace valvista::planning
