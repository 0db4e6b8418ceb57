// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/mean_curve.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace valvista::planning {

namespace {

std::optional<double> areaAt(const CrossSections& one, double mm) {
  const auto& at = one.distanceMm;
  if (at.empty() || mm < at.front() || mm > at.back()) return std::nullopt;
  const auto above = static_cast<std::size_t>(std::ranges::lower_bound(at, mm) - at.begin());
  if (above == 0) return one.areaMm2.front();
  const double share = (mm - at[above - 1]) / (at[above] - at[above - 1]);
  return one.areaMm2[above - 1] + share * (one.areaMm2[above] - one.areaMm2[above - 1]);
}

}  // namespace

MeanCurve meanCurve(std::span<const CrossSections> cohort) {
  double farthest = 0;
  for (const CrossSections& one : cohort)
    if (!one.distanceMm.empty()) farthest = std::max(farthest, one.distanceMm.back());
  MeanCurve curve;
  for (double mm = 0; mm <= farthest; mm += 1) {
    std::size_t count = 0;
    double mean = 0, squares = 0;  // Welford's running sums
    for (const CrossSections& one : cohort)
      if (const std::optional<double> area = areaAt(one, mm)) {
        const double off = *area - mean;
        mean += off / static_cast<double>(++count);
        squares += off * (*area - mean);
      }
    if (count == 0) continue;
    curve.distanceMm.push_back(mm);
    curve.meanMm2.push_back(mean);
    curve.deviationMm2.push_back(count > 1 ? std::sqrt(squares / static_cast<double>(count - 1)) : 0.0);
    curve.cases.push_back(count);
  }
  return curve;
}

}  // namespace valvista::planning
