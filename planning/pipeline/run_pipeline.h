// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/case.h"
#include "planning/model/derived.h"
#include "planning/pipeline/step_graph.h"
#include "planning/worker/worker_client.h"

#include <filesystem>
#include <optional>
#include <string>

namespace valvista::planning {

/// What the user names on the command line or drops on the window.
struct PlanSources {
  std::optional<std::filesystem::path> ct, labels;
  std::optional<std::string> scheme;
  std::optional<std::filesystem::path> output;  ///< folder for the report step; without it nothing is written
  std::optional<SegmentationRequest> model{};  ///< makes the labels of the CT where no labels are given
};

struct Plan {
  Case inputs;
  Derived derived;
};

/// One step of the table on a snapshot. Window and command line both run steps only through this.
/// Load and labels need `sources`; labels are brought onto the CT's index axes (matchGrid)
/// or made by a model. A case without
/// labels is measured all the same: every value is empty and a finding says why.
/// Throws LoadError, ModelError, SaveError (report) or Cancelled; `plan` is unchanged by a step that throws.
void runStep(Step step, const PlanSources& sources, Plan& plan, const Progress& progress);

/// Every step up to and including `last`. Throws as runStep.
Plan runPipeline(const PlanSources& sources, const PlanOptions& options, Step last, const Progress& progress);

}  // namespace valvista::planning
