// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/case.h"
#include "planning/model/derived.h"

#include <array>
#include <optional>

namespace valvista::planning {

/// Numbers for edits that a drag has not finished yet.
struct LiveMeasures {
  Measurements measurements;  ///< only those that the edits change, by the methods of measureCase
  std::optional<Contour> annulusContour;
  std::optional<Plane> annulusPlane;
  std::optional<RootCurve> curve;  ///< of the edited annulus plane
  std::optional<double> rootEndMm;
  std::array<std::optional<VesselCalibre>, kVesselCount> vessels;  ///< by Vessel: whose centreline changed
};

/// Measures what `inputs.review.edits` changes against the edits that `derived` was made with (`before`), and
/// what was corrected since the case was measured (derived.measuredOn): annulus and root where that was aorta
/// or ventricle, the diameters of an iliac artery as measureNearChange() does.
/// Hinge points: annulus and root; root end: the root; centreline points: that vessel. Volumes wait for the
/// pipeline. Hinge points and root end are fast enough for a drag (tests/bench); a vessel with its CT takes
/// about a second. Throws Cancelled.
LiveMeasures measureLive(const Case& inputs, const PlanEdits& before, const Derived& derived,
                         const Progress& progress);

}  // namespace valvista::planning
