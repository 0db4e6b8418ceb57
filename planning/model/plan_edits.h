// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/case.h"
#include "planning/model/derived.h"
#include "planning/model/edited.h"

#include <optional>

namespace valvista::planning {

/// Proposal (of `derived`) and correction (of the review in `inputs`) of everything that can be edited.
Edited<HingePoints> hingePoints(const Case& inputs, const Derived& derived);
/// The proposal is the curve's own end, for the annulus plane that counts.
Edited<double> rootEndMm(const Case& inputs, const Derived& derived);
Edited<Polyline> centrelinePoints(const Case& inputs, const Derived& derived, Vessel vessel);
/// The annulus plane that counts: through edited hinge points where they make one (editedPlane), else the
/// interface's. Its normal points from the ventricle to the aorta.
std::optional<Plane> annulusPlane(const Case& inputs, const Derived& derived);

/// Moves the annulus plane as a rigid body onto `target`: the hinge points (of the proposal, where none were
/// edited) keep their distances. Nothing without a proposal.
std::optional<HingePoints> hingesMovedTo(const Case& inputs, const Derived& derived, const Plane& target);

/// Calibre of a vessel, nullptr where it was not measured.
const VesselCalibre* calibreOf(const Derived& derived, Vessel vessel);

}  // namespace valvista::planning
