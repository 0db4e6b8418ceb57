// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

struct sqlite3;

namespace valvista::planning {

// How a change of a single byte of the database is noticed: every row of every table ends in `sum`, the
// SHA-256 of its table's name and its other columns, and the table `total` holds all sums combined, kept by
// triggers, so that a row that vanishes is noticed too.

/// Adds to a connection the functions valvista_row_sum(TABLE, VALUE...) and valvista_combined(SUM...).
void addRowSums(sqlite3* connection);

/// Of no rows at all: 64 zeros.
std::string emptySum();
/// Combines sums by exclusive or, so that the order does not matter and a sum is taken out as it is put in.
/// Empty unless both are 64 lower-case hex digits.
std::string combinedSums(const std::string& a, const std::string& b);

}  // namespace valvista::planning
