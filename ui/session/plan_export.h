// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"

namespace valvista::ui {

/// Nothing but that it was written.
struct Written {};
using ExportDone = std::function<void(const JobOutcome<Written>&)>;

/// Writes the printed report of the case as it is now, in the background.
void exportReport(const CaseDocument& document, JobRunner& jobs, const std::filesystem::path& file, ExportDone done);
/// Writes plan.json, tables, labels and report into a folder, in the background.
void exportPlan(const CaseDocument& document, JobRunner& jobs, const std::filesystem::path& folder, ExportDone done);

}  // namespace valvista::ui
