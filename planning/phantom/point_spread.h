// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

/// A Gaussian point spread of `sigma` millimetres: the share of a voxel that lies inside a surface.
class PointSpread {
 public:
  explicit PointSpread(double sigma) : sigma_(std::max(sigma, 1e-6)) {}
  double inside(double distance, double curvature = 0) const {
    const double z = (distance + 0.5 * curvature * sigma_ * sigma_) / sigma_;
    if (z > 6) return 0;
    if (z < -6) return 1;
    return 0.5 * std::erfc(z * std::numbers::sqrt2 / 2);
  }
  /// A ball convolved with the Gaussian, exactly.
  double insideBall(double rho, double radius) const {
    if (rho > radius + 6 * sigma_) return 0;
    const double s = sigma_ * std::numbers::sqrt2, r = std::max(rho, 1e-3);
    const double far = (radius + r) / s, near = (radius - r) / s;
    return 0.5 * (std::erf(far) + std::erf(near)) -
           s / (2 * r * std::sqrt(std::numbers::pi)) * (std::exp(-near * near) - std::exp(-far * far));
  }

 private:
  double sigma_;
};

constexpr double mix(double outside, double inside, double share) {
  return outside + (inside - outside) * share;
}

}  // namespace valvista::planning
