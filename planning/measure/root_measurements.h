// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/root_labels.h"
#include "planning/core/contour.h"
#include "planning/core/volume.h"
#include "planning/model/finding.h"

#include <optional>
#include <string>

namespace valvista::planning {

/// The aorta's section at the first maximum of the root curve.
struct RootSection {
  Contour contour;
  double diameterMm = 0.0;  ///< area-derived
  double sdMm = 0.0;        ///< one standard deviation
  std::string method;       ///< "label contour" or "CT edge"
};

/// Measures the aorta in the plane parallel to the annulus at the first maximum of the curve (contract
/// root.diameter.max). Nothing without annulus plane, curve or maximum, or when the lumen is not closed
/// there.
std::optional<RootSection> measureRootSection(const RootLabels& root, const Volume* ct, Findings& findings);

}  // namespace valvista::planning
