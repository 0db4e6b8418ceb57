// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "planning/anatomy/root_labels.h"
#include "planning/core/contour.h"
#include "planning/measure/vessel_calibre.h"
#include "planning/model/finding.h"
#include "planning/model/measurement.h"

namespace valvista::planning {

/// Everything computed from a Case. Never edited, never saved as truth.
struct Derived {
  std::optional<RootLabels> root;
  std::optional<Contour> annulusContour;
  std::optional<VesselCalibre> iliacLeft, iliacRight;
  Measurements measurements;
  Findings findings;  ///< of measuring; those of reading and deriving stay with their results
};

}  // namespace valvista::planning
