// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <array>
#include <optional>
#include <string_view>

namespace valvista::planning {

/// The lowest points of the three cusps, LPS; the annulus plane goes through them (SCCT 2019: virtual basal
/// ring). Order: non-coronary, left coronary, right coronary.
struct HingePoints {
  std::array<Vec3, 3> points;
  bool operator==(const HingePoints&) const = default;
};
inline constexpr std::array<std::string_view, 3> kHingeNames{"NCC", "LCC", "RCC"};

/// The plane through the points; its origin is their mean, its normal points to the same side as `towards`.
/// Throws std::domain_error for points on one line.
Plane planeThrough(const HingePoints& hinges, const Vec3& towards);

/// A plane tilted further than this from the proposal is a slip of the hand, no annulus.
inline constexpr double kLargestHingeTiltDeg = 45.0;
/// The plane through edited points; nothing where they are not finite, lie on one line, or tilt it too far
/// from the proposal, which counts then.
std::optional<Plane> editedPlane(const HingePoints& hinges, const Plane& proposal);

}  // namespace valvista::planning
