// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "planning/pipeline/run_pipeline.h"

#include <string>

namespace valvista::cli {

/// Every measurement with uncertainty and method, then the findings.
std::string planTable(const planning::Plan& plan);

/// One line a finding, most severe first as they come; empty without findings.
std::string findingsTable(const planning::Findings& findings);

/// kNotAllMeasured when an id of the catalogue has no value.
ExitCode measuredAll(const planning::Plan& plan);

}  // namespace valvista::cli
