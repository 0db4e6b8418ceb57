// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace valvista::planning {

/// Two groups of values, parted at `threshold`: members of the upper one lie above it.
struct TwoGroups {
  double threshold = 0.0;
  double apart =
      0.0;  ///< of their means, in standard deviations within the groups; 0 for values that are all the same
};

/// Parts values with the most variance between two groups (Otsu 1979). Noise about one value comes apart
/// by 2.6 standard deviations, which is thus no sign of two groups. Sorts `hu`, which must not be empty.
TwoGroups partInTwo(std::vector<std::int16_t>& hu);

}  // namespace valvista::planning
