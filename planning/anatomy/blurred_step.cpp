// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/blurred_step.h"

#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

double density(double x) {
  return 0.5 * std::numbers::inv_sqrtpi * std::numbers::sqrt2 * std::exp(-0.5 * x * x);
}
double cumulative(double x) {
  return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

/// Values and derivatives (by the way through the interval) at its ends to powers of the way.
std::array<double, 4> hermite(double from, double to, double fromRate, double toRate) {
  return {from, fromRate, 3.0 * (to - from) - 2.0 * fromRate - toRate, 2.0 * (from - to) + fromRate + toRate};
}

}  // namespace

NormalTable::NormalTable() {
  constexpr double kStep = 1.0 / kPerSigma;
  for (std::size_t i = 0; i < kEntries; ++i) {
    const double a = static_cast<double>(i) * kStep - kFarSigmas, b = a + kStep;
    cubics_[i].risen = hermite(cumulative(a), cumulative(b), kStep * density(a), kStep * density(b));
    cubics_[i].slope = hermite(density(a), density(b), -kStep * a * density(a), -kStep * b * density(b));
  }
}

const NormalTable& NormalTable::shared() {
  static const NormalTable kTable;
  return kTable;
}

}  // namespace valvista::planning
