// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

namespace valvista::planning {

/// Points at equal steps of arc length, about `step` apart (two steps at least), ends included.
Polyline resampled(const Polyline& line, double step);

/// A few points to take hold of a line by: about 15 mm apart, ends included.
Polyline controlPoints(const Polyline& line);

/// The smooth line through all `points`, in their order, about 1 mm apart: a centripetal Catmull-Rom spline,
/// which has no loops or cusps between points however unevenly they lie (Yuksel et al., CAD 43, 2011). Points
/// on the same place count once; empty for fewer than two places or coordinates that are not finite.
Polyline lineThrough(const Polyline& points);

}  // namespace valvista::planning
