// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/model/plan_edits.h"

#include <cmath>

namespace valvista::planning {

Edited<HingePoints> hingePoints(const Case& inputs, const Derived& derived) {
  Edited<HingePoints> hinges;
  if (derived.root) hinges.proposed = derived.root->proposedHinges;
  hinges.edited = inputs.review.edits.hinges;
  return hinges;
}

Edited<double> rootEndMm(const Case& inputs, const Derived& derived) {
  Edited<double> end;
  if (derived.root && derived.root->curve) end.proposed = derived.root->curve->rootEndMm;
  end.edited = inputs.review.edits.rootEndMm;
  return end;
}

Edited<Polyline> centrelinePoints(const Case& inputs, const Derived& derived, Vessel vessel) {
  Edited<Polyline> points;
  const Polyline& proposed = derived.proposedCentrelinePoints[indexOf(vessel)];
  if (!proposed.empty()) points.proposed = proposed;
  points.edited = inputs.review.edits.centrelinePoints[indexOf(vessel)];
  return points;
}

std::optional<Plane> annulusPlane(const Case& inputs, const Derived& derived) {
  if (!derived.root || !derived.root->interface) return std::nullopt;
  const Plane& proposed = derived.root->interface->plane;
  if (!inputs.review.edits.hinges) return proposed;
  return editedPlane(*inputs.review.edits.hinges, proposed).value_or(proposed);
}

std::optional<HingePoints> hingesMovedTo(const Case& inputs, const Derived& derived, const Plane& target) {
  const auto hinges = hingePoints(inputs, derived).current();
  const auto plane = annulusPlane(inputs, derived);
  if (!hinges || !plane) return std::nullopt;
  const Vec3 axis = cross(plane->normal, target.normal);
  const double sine = norm(axis), cosine = dot(plane->normal, target.normal);
  const Mat3 turn = sine > 1e-12 ? rotation(axis / sine, std::atan2(sine, cosine)) : Mat3();
  HingePoints moved;
  for (std::size_t i = 0; i < moved.points.size(); ++i)
    moved.points[i] = target.origin + turn * (hinges->points[i] - plane->origin);
  return moved;
}

const VesselCalibre* calibreOf(const Derived& derived, Vessel vessel) {
  const auto& calibre = vessel == Vessel::aorta       ? derived.aorta
                        : vessel == Vessel::iliacLeft ? derived.iliacLeft
                                                      : derived.iliacRight;
  return calibre ? &*calibre : nullptr;
}

}  // namespace valvista::planning
