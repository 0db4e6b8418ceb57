// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/edit/paint_rules.h"

#include <cstdint>
#include <optional>

namespace valvista::planning {

/// A closed outline drawn on a plane and everything behind and before it along the plane's normal (unit,
/// LPS).
struct Prism {
  Polyline corners;  ///< LPS; of a point off the plane its foot counts. Crossing lines enclose by the
                     ///< even-odd rule
  Vec3 normal;
  std::optional<Vec3> eye{};  ///< from where the plane is looked at; absent: along the normal, from far away
};

/// Fills a polygon drawn on a slice of any direction: voxels that the slice cuts and whose foot on it lies
/// inside.
PaintOutcome paintPolygon(LabelMap& labels, const Volume& ct, const Prism& outline, const PaintRules& rules);

enum class ScissorSide : std::uint8_t { inside, outside };

/// Erases (rules.label, commonly 0) all voxels that are seen inside or outside the outline, however deep they
/// lie. With an eye they are seen along straight lines from it; what lies behind it is not seen and stays.
PaintOutcome cutWithScissors(LabelMap& labels, const Volume& ct, const Prism& outline, ScissorSide side,
                             const PaintRules& rules);

}  // namespace valvista::planning
