// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/contour.h"

#include <utility>

namespace valvista::planning {

/// Width of a contour between two parallel lines, and the points that touch them.
struct Caliper {
  double width = 0.0;  ///< mm
  Vec2 from, to;
};

struct ContourMetrics {
  double area = 0.0, perimeter = 0.0;  ///< mm2, mm
  Caliper min, max;                    ///< smallest and largest caliper width
};

/// Of the polygon; the contour needs at least three points. Contract: annulus.*.
ContourMetrics measureContour(const Contour& contour);

/// Diameter of the circle of this area.
double areaDerivedDiameter(double area);

}  // namespace valvista::planning
