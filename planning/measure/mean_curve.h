// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace valvista::planning {

/// Areas of one case's cross sections by their distance from the annulus plane, ascending.
struct CrossSections {
  std::vector<double> distanceMm, areaMm2;
};

/// The cross section over a cohort, at every whole millimetre above the annulus plane that a case reaches.
/// One entry per place in each vector.
struct MeanCurve {
  std::vector<double> distanceMm, meanMm2;
  std::vector<double> deviationMm2;  ///< standard deviation over the cases (n - 1); 0 for a single case
  std::vector<std::size_t> cases;    ///< that reach so far
};

/// Each case counts between its own first and last plane, linear in between.
MeanCurve meanCurve(std::span<const CrossSections> cohort);

}  // namespace valvista::planning
