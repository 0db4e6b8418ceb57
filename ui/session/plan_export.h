// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"

#include <filesystem>
#include <functional>

namespace valvista::ui {

/// That it was written, and what a reader of it must know.
struct Written {
  planning::Findings findings{};
};
using ExportDone = std::function<void(const JobOutcome<Written>&)>;

/// Writes the printed report of the case as it is now, in the background. Refused while the numbers are out
/// of date. When nothing has changed meanwhile the step report is done.
void exportReport(CaseDocument& document, JobRunner& jobs, const std::filesystem::path& file,
                  ExportDone done);
/// Writes plan.json, tables, labels, review and report into a folder, in the background. As exportReport; the
/// person's work also counts as saved when it has not changed meanwhile.
void exportPlan(CaseDocument& document, JobRunner& jobs, const std::filesystem::path& folder,
                ExportDone done);

/// Writes the labels that are shown as a label map of the file's format (planning::saveLabels), in the
/// background. Refused while there are none.
void exportLabels(const CaseDocument& document, JobRunner& jobs, const std::filesystem::path& file,
                  ExportDone done);

}  // namespace valvista::ui
