// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "planning/core/progress.h"
#include "planning/model/case.h"
#include "planning/model/derived.h"
#include "planning/pipeline/step_graph.h"

namespace valvista::planning {

/// What the user names on the command line or drops on the window.
struct PlanSources {
  std::optional<std::filesystem::path> ct, labels;
  std::optional<std::string> scheme;
};

struct Plan {
  Case inputs;
  Derived derived;
};

/// One step of the table on a snapshot. Window and command line both run steps only through this.
/// Load and labels need `sources`; labels are brought onto the CT's index axes (matchGrid).
void runStep(Step step, const PlanSources& sources, Plan& plan, const Progress& progress);

/// Every step up to and including `last`.
Plan runPipeline(const PlanSources& sources, const PlanOptions& options, Step last, const Progress& progress);

}  // namespace valvista::planning
