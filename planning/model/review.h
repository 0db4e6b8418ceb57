// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/model/finding.h"
#include "planning/model/hinge_points.h"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace valvista::planning {

/// A vessel with a centreline.
enum class Vessel : std::uint8_t { aorta, iliacLeft, iliacRight };
inline constexpr std::size_t kVesselCount = 3;
inline constexpr std::array<Vessel, kVesselCount> kVessels{Vessel::aorta, Vessel::iliacLeft,
                                                           Vessel::iliacRight};
constexpr std::size_t indexOf(Vessel vessel) {
  return static_cast<std::size_t>(vessel);
}

/// What a person changed of what was proposed; what is absent counts as proposed.
struct PlanEdits {
  std::optional<HingePoints> hinges;  ///< the annulus plane goes through them
  std::optional<double> rootEndMm;    ///< above the annulus plane, along its normal
  /// By Vessel: points that the centreline goes through, from the proximal end to the distal one.
  std::array<std::optional<Polyline>, kVesselCount> centrelinePoints;
  bool operator==(const PlanEdits&) const = default;
};

enum class AnnotationKind : std::uint8_t { distance, angle, polygon, landmark };

/// A person's own mark on the scan, LPS: distance 2 points, angle 3 (the middle one is the vertex), polygon 3
/// or more in one plane, landmark 1.
struct Annotation {
  std::string id;  ///< unique within the review
  AnnotationKind kind = AnnotationKind::distance;
  std::vector<Vec3> points;
  std::string name;  ///< what the person calls it; may be empty
  bool operator==(const Annotation&) const = default;
};

/// Everything a person adds to a case. A plain value: undo keeps copies.
struct Review {
  PlanEdits edits;
  std::vector<Annotation> annotations;
  std::set<std::string> acknowledged;  ///< keys of findings, see acknowledgementKey
  bool operator==(const Review&) const = default;
};

/// Tells a finding from others for as long as it says the same: its id and message.
std::string acknowledgementKey(const Finding& finding);

}  // namespace valvista::planning
