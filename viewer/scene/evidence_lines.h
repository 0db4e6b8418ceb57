// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/model/measurement.h"

#include <optional>
#include <utility>
#include <vector>

namespace valvista::viewer {

/// A polyline as a slice sees it.
struct SlicedLines {
  std::vector<Polyline> inSlice;   ///< parts within the tolerance of the plane
  std::vector<Polyline> offSlice;  ///< the rest, in front of or behind the plane
};

/// Splits lines (LPS) at the distance `toleranceMm` from the plane.
SlicedLines splitAtSlice(const std::vector<Polyline>& lines, const Plane& slice, double toleranceMm);

/// Radius in mm around the plane's origin that shows what was measured in it: all lines and a margin.
double evidenceRadius(const planning::Evidence& evidence);

/// The part of the line in which the plane cuts the slice that is within a radius around the plane's origin;
/// absent when there is none, or when the two planes nearly coincide.
std::optional<std::pair<Vec3, Vec3>> planeTrace(const Plane& plane, double radiusMm, const Plane& slice);
/// The same for the evidence's plane, within evidenceRadius.
std::optional<std::pair<Vec3, Vec3>> planeTrace(const planning::Evidence& evidence, const Plane& slice);

}  // namespace valvista::viewer
