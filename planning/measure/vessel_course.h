// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/centreline.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/measure/vessel_calibre.h"

#include <optional>

namespace valvista::planning {

/// The line that a vessel is measured along, from its aortic to its distal end.
struct VesselCourse {
  Centreline line;
  Polyline proposed;    ///< control points of the computed centreline
  bool edited = false;  ///< it follows the points of a person instead
};

/// The course of the vessel with this label. Nothing where it is not to be measured; `findings` says why.
/// Throws Cancelled.
std::optional<VesselCourse> followVessel(const LabelMap& labels, const VesselRequest& request,
                                         Findings& findings, const Progress& progress);

}  // namespace valvista::planning
