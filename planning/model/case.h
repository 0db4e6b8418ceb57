// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/model/anatomy_labels.h"
#include "planning/model/review.h"
#include "planning/model/study.h"

#include <memory>
#include <optional>
#include <string>

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
  Review review;  ///< what a person changed and added
};

}  // namespace valvista::planning
