// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/model/review.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace valvista::planning {

Plane planeThrough(const HingePoints& hinges, const Vec3& towards) {
  const auto& [a, b, c] = hinges.points;
  const Vec3 across = cross(b - a, c - a);
  const double longest = std::max({distance(a, b), distance(b, c), distance(c, a)});
  constexpr double kNeedle = 1e-3;  // height of the triangle over its longest side
  if (!(norm(across) > kNeedle * longest * longest))
    throw std::domain_error("hinge points on one line do not span a plane");
  Plane plane{(a + b + c) / 3.0, normalized(across)};
  if (dot(plane.normal, towards) < 0.0) plane.normal = -plane.normal;
  return plane;
}

std::optional<Plane> editedPlane(const HingePoints& hinges, const Plane& proposal) {
  try {
    const Plane plane = planeThrough(hinges, proposal.normal);
    const double least = std::cos(kLargestHingeTiltDeg * std::numbers::pi / 180.0);
    if (dot(plane.normal, proposal.normal) >= least && std::isfinite(norm(plane.origin))) return plane;
  } catch (const std::domain_error&) {
  }
  return std::nullopt;
}

std::string acknowledgementKey(const Finding& finding) {
  return finding.id + ": " + finding.message;
}

}  // namespace valvista::planning
