// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/library_case.h"
#include "planning/library/table.h"

namespace valvista::planning {

// The rows of the database as what they mean. Reading throws DamagedLibrary for what no row of ours says.

const Table& caseTable();
const Table& versionTable();
const Table& documentTable();
const Table& lockTable();
const Table& metaTable();

SqlRow rowOf(const LibraryCase& one);
LibraryCase caseOf(const SqlRow& row);
SqlRow rowOf(const LabelVersion& version);
LabelVersion versionOf(const SqlRow& row);
SqlRow rowOf(const CaseDocument& document);
CaseDocument documentOf(const SqlRow& row);
std::string_view name(DocumentKind kind);

}  // namespace valvista::planning
