// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/cross_section.h"

#include <algorithm>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr double kSigmaVoxels = 0.7;
constexpr int kReach = 2;  // voxels on either side; beyond it the Gaussian is below 1 %

/// Weights of the voxels floor(x) - 1 ... floor(x) + 2 for a point at x, summing to 1.
std::array<double, 2 * kReach> weightsAt(double x, int& first) {
  const double below = std::floor(x);
  first = static_cast<int>(below) - kReach + 1;
  // exp(-(f - i)^2 / 2 s^2) is q^i exp(-i^2 / 2 s^2) with q = exp(f / s^2), but for a factor that the sum
  // takes away: one exponential for all four.
  static const double kNext = std::exp(-0.5 / (kSigmaVoxels * kSigmaVoxels)),
                      kNextButOne = std::exp(-2.0 / (kSigmaVoxels * kSigmaVoxels));
  const double q = std::exp((x - below) / (kSigmaVoxels * kSigmaVoxels));
  std::array<double, 2 * kReach> w{kNext / q, 1.0, kNext * q, kNextButOne * q * q};
  const double sum = w[0] + w[1] + w[2] + w[3];
  for (double& value : w) value /= sum;
  return w;
}

/// Where along a ray the field falls through 0.5, or maxRadius.
double firstExit(const LumenField& lumen, const PlaneFrame& frame, const Vec2& direction, double maxRadius,
                 double step) {
  double before = lumen.at(frame.origin);
  for (double r = step; r < maxRadius; r += step) {
    const double value = lumen.at(frame.toLps({direction.x * r, direction.y * r}));
    if (value < 0.5) return r - step * (0.5 - value) / std::max(before - value, 1e-9);
    before = value;
  }
  return maxRadius;
}

/// A hole stops single rays far inside their neighbours; they take the median around them.
void mendShortRays(std::vector<double>& radii) {
  const int n = static_cast<int>(radii.size()), reach = n / 12;
  const std::vector<double> original = radii;
  std::vector<double> window;
  for (int i = 0; i < n; ++i) {
    window.clear();
    for (int d = -reach; d <= reach; ++d)
      window.push_back(original[static_cast<std::size_t>((i + d + n) % n)]);
    std::nth_element(window.begin(), window.begin() + reach, window.end());
    if (original[static_cast<std::size_t>(i)] < 0.6 * window[static_cast<std::size_t>(reach)])
      radii[static_cast<std::size_t>(i)] = window[static_cast<std::size_t>(reach)];
  }
}

}  // namespace

LabelSet labelSet(std::initializer_list<std::uint8_t> labels) {
  LabelSet set{};
  for (const std::uint8_t label : labels) set[label] = true;
  return set;
}

double voxelExtent(const ImageGeometry& geometry, const Vec3& unitDirection) {
  double sum = 0.0;
  for (const Vec3& column : geometry.lpsFromIjk.linear.column) {
    const double along = dot(column, unitDirection);
    sum += along * along;
  }
  return std::sqrt(sum);
}

LumenField::LumenField(const LabelMap& labels, const LabelSet& lumen)
    : labels_(labels), lumen_(lumen), ijkFromLps_(labels.geometry().ijkFromLps()) {}

double LumenField::at(const Vec3& lps) const {
  const Vec3 x = ijkFromLps_(lps);
  const Index3& size = labels_.geometry().size;
  for (int axis = 0; axis < 3; ++axis)
    if (!(x[axis] > -kReach && x[axis] < size[axis] + kReach)) return 0.0;
  Index3 first;
  const auto wi = weightsAt(x.x, first[0]), wj = weightsAt(x.y, first[1]), wk = weightsAt(x.z, first[2]);
  const bool inside = labels_.geometry().contains(first) &&
                      labels_.geometry().contains(
                          {first[0] + 2 * kReach - 1, first[1] + 2 * kReach - 1, first[2] + 2 * kReach - 1});
  const auto width = static_cast<std::size_t>(size[0]);
  double sum = 0.0;
  for (int k = 0; k < 2 * kReach; ++k)
    for (int j = 0; j < 2 * kReach; ++j) {
      double row = 0.0;
      if (inside) {
        const auto* label = labels_.slice(first[2] + k).data() +
                            static_cast<std::size_t>(first[1] + j) * width +
                            static_cast<std::size_t>(first[0]);
        for (int i = 0; i < 2 * kReach; ++i) row += lumen_[label[i]] ? wi[i] : 0.0;
      } else {
        for (int i = 0; i < 2 * kReach; ++i)
          if (lumen_[labels_.atOrZero({first[0] + i, first[1] + j, first[2] + k})]) row += wi[i];
      }
      sum += wk[k] * wj[j] * row;
    }
  return sum;
}

std::vector<double> lumenRadii(const LumenField& lumen, const PlaneFrame& frame, int rays, double maxRadius,
                               double step) {
  std::vector<double> radii;
  if (lumen.at(frame.origin) < 0.5) return radii;
  for (int i = 0; i < rays; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / rays;
    radii.push_back(firstExit(lumen, frame, {std::cos(angle), std::sin(angle)}, maxRadius, step));
  }
  mendShortRays(radii);
  return radii;
}

PlaneFrame frameAlong(const Polyline& line, double at) {
  double walked = 0.0;
  std::size_t i = 1;
  while (i + 1 < line.size() && walked + distance(line[i - 1], line[i]) < at)
    walked += distance(line[i - 1], line[i]), ++i;
  const double share = (at - walked) / std::max(distance(line[i - 1], line[i]), 1e-9);
  const auto direction = [&](std::size_t p) {
    return normalized(line[std::min(p + 1, line.size() - 1)] - line[p == 0 ? 0 : p - 1]);
  };
  const Vec3 tangent = normalized(direction(i - 1) * (1.0 - share) + direction(i) * share);
  return frameOf({line[i - 1] + (line[i] - line[i - 1]) * share, tangent});
}

Contour contourOf(const RadialCurve& curve, const PlaneFrame& frame, int points) {
  Contour contour{frame, {}};
  for (int i = 0; i < points; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / points, c = std::cos(angle), s = std::sin(angle);
    const double r = curve.radiusAt(c, s);
    contour.points.push_back({r * c, r * s});
  }
  return contour;
}

}  // namespace valvista::planning
