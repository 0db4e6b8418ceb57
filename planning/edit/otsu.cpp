// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/otsu.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace valvista::planning {

TwoGroups partInTwo(std::vector<std::int16_t>& hu) {
  std::sort(hu.begin(), hu.end());
  const auto count = static_cast<double>(hu.size());
  double total = 0.0, squares = 0.0;
  for (const double value : hu) total += value, squares += value * value;
  double below = 0.0, between = 0.0;
  TwoGroups best{hu.front() - 1.0, 0.0};
  for (std::size_t lower = 1; lower < hu.size(); ++lower) {
    below += hu[lower - 1];
    if (hu[lower] == hu[lower - 1]) continue;
    const auto n = static_cast<double>(lower);
    const double difference = (total - below) / (count - n) - below / n;
    const double variance = n * (count - n) / (count * count) * difference * difference;
    if (variance <= between) continue;
    between = variance;
    const double within = squares / count - (total / count) * (total / count) - variance;
    best = {0.5 * (hu[lower] + hu[lower - 1]), difference / std::sqrt(std::max(within, 1e-9))};
  }
  return best;
}

}  // namespace valvista::planning
