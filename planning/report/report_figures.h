// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/case.h"
#include "planning/model/derived.h"
#include "planning/report/report_layout.h"

namespace valvista::planning::report {

/// The annulus plane with the lumen's contour, its smallest and largest caliper, a scale bar and the
/// patient's directions, seen from the ventricle (as an axial CT is seen from the feet). Grey values come
/// from the CT; without one the contour stands on a light ground. Without a contour a line says so.
void drawAnnulusFigure(const Canvas& canvas, const Box& box, const Case& inputs, const Derived& derived);

}  // namespace valvista::planning::report
