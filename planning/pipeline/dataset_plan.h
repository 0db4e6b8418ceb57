// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/core/training/dataset.h"
#include "planning/pipeline/run_pipeline.h"

#include <vector>

namespace valvista::planning {

/// A case of a dataset as a plan before its first step: its CT, and as its labels those of the dataset, found
/// by the names that the dataset gives its values. `classes` have the values of the TAVR scheme; what the
/// dataset has beside them is background. Throws LoadError naming file and reason, Cancelled.
Plan planOfCase(const Dataset& dataset, const DatasetCase& one, const std::vector<ModelClass>& classes,
                const Progress& progress);

}  // namespace valvista::planning
