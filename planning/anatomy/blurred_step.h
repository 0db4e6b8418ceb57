// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace valvista::planning {

/// The normal distribution at a place: what a blurred step has risen to there, and how steeply.
struct BlurredStep {
  double risen = 0.0, slope = 0.0;
};

/// The normal distribution from a table with cubics between its entries, 1e-9 near the truth. A fit asks for
/// it twice for every voxel and iteration. Beyond kFarSigmas it is exactly 0 or 1 and flat: voxels far from
/// an edge cost next to nothing in the normal equations.
class NormalTable {
 public:
  static constexpr double kFarSigmas = 4.5;
  static const NormalTable& shared();

  BlurredStep at(double sigmas) const {
    if (!(sigmas > -kFarSigmas && sigmas < kFarSigmas)) return {sigmas > 0.0 ? 1.0 : 0.0, 0.0};
    const double place = (sigmas + kFarSigmas) * kPerSigma;
    const int entry = static_cast<int>(place);
    const Cubic& c = cubics_[static_cast<std::size_t>(entry)];
    const double t = place - entry;
    return {c.risen[0] + t * (c.risen[1] + t * (c.risen[2] + t * c.risen[3])),
            c.slope[0] + t * (c.slope[1] + t * (c.slope[2] + t * c.slope[3]))};
  }

 private:
  static constexpr int kPerSigma = 64;
  static constexpr std::size_t kEntries = static_cast<std::size_t>(2 * kFarSigmas * kPerSigma);
  /// Coefficients of the powers of the way through an interval.
  struct Cubic {
    std::array<double, 4> risen{}, slope{};
  };
  NormalTable();
  std::array<Cubic, kEntries> cubics_;
};

}  // namespace valvista::planning
