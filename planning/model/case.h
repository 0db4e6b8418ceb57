// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "planning/anatomy/root_labels.h"
#include "planning/model/anatomy_labels.h"
#include "planning/model/study.h"

namespace valvista::planning {

/// Options of every step, saved with the plan so that it can be recomputed identically.
struct PlanOptions {
  RootLabelOptions root;
};

/// The inputs of a plan; a plain value. Everything else is derived from it.
struct Case {
  std::optional<Study> study;            ///< absent when only labels are measured
  std::optional<AnatomyLabels> anatomy;  ///< absent until labels are loaded
  PlanOptions options;
};

}  // namespace valvista::planning
