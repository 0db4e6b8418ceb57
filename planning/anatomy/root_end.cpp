// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_end.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <stdexcept>

namespace valvista::planning {

namespace {

/// Ripples smaller than this are the grid's, not the vessel's. The count of grid points in a circle of radius
/// R placed at random has the variance 0.68 R, in grid steps (Kendall 1948, on lattice points in a random
/// oval). In a vessel a few degrees off a grid axis it drifts over many planes, so that smoothing does not
/// lessen it.
double rippleOf(double area, double voxelEdge) {
  const double radius = std::sqrt(std::max(area, 0.0) / std::numbers::pi) / voxelEdge;
  return 4.0 * std::sqrt(0.68 * radius) * voxelEdge * voxelEdge;
}

/// From `from`, the index of the first extremum that the curve approaches and then leaves by more than the
/// ripple; direction +1 looks for a maximum, -1 for a minimum.
std::optional<std::size_t> nextExtremum(const std::vector<double>& smooth, std::size_t from, double direction,
                                        double voxelEdge) {
  bool approached = false;
  std::size_t farthest = from, best = from;
  for (std::size_t n = from; n < smooth.size(); ++n) {
    const double value = direction * smooth[n], ripple = rippleOf(smooth[n], voxelEdge);
    if (!approached) {
      if (value < direction * smooth[farthest]) farthest = n;
      approached = value > direction * smooth[farthest] + ripple;
      best = n;
    } else if (value > direction * smooth[best]) {
      best = n;
    } else if (value < direction * smooth[best] - ripple) {
      return best;
    }
  }
  return std::nullopt;
}

/// Sub-step position of the extremum at `n`, from the parabola through it and its neighbours.
double parabolaVertex(const RootCurve& curve, std::size_t n) {
  const auto& smooth = curve.smoothedAreaMm2;
  if (n == 0 || n + 1 >= smooth.size()) return curve.distanceMm[n];
  const double step = curve.distanceMm[n + 1] - curve.distanceMm[n];
  const double bend = smooth[n - 1] - 2.0 * smooth[n] + smooth[n + 1];
  if (bend == 0.0) return curve.distanceMm[n];
  return curve.distanceMm[n] + step * std::clamp(0.5 * (smooth[n - 1] - smooth[n + 1]) / bend, -0.5, 0.5);
}

/// Half-open range of planes.
struct PlaneRange {
  std::size_t begin = 0, end = 0;
};

/// Least squares of area = top + left (t - apex)^2 below the apex, top + right (t - apex)^2 above it. Returns
/// the sum of squared residuals; infinity unless both sides bend away from the apex (upwards for direction
/// -1).
double apexMisfit(const RootCurve& curve, PlaneRange range, double apex, double direction) {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  const double level = curve.areaMm2[range.begin];
  Mat3 normal{{{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}}};
  Vec3 right;
  double squares = 0.0;
  for (std::size_t n = range.begin; n < range.end; ++n) {
    const double t = curve.distanceMm[n] - apex, area = curve.areaMm2[n] - level;
    const Vec3 row{1.0, t < 0.0 ? t * t : 0.0, t > 0.0 ? t * t : 0.0};
    for (int column = 0; column < 3; ++column)
      normal.column[static_cast<std::size_t>(column)] += row * row[column];
    right += row * area;
    squares += area * area;
  }
  try {
    const Vec3 fit = inverse(normal) * right;
    return direction * fit.y < 0.0 && direction * fit.z < 0.0 ? squares - dot(fit, right) : kNone;
  } catch (const std::domain_error&) {
    return kNone;
  }
}

/// Where an extremum may be looked for, mm.
struct HeightRange {
  double low = 0.0, high = 0.0;
};

/// Height of the extremum near `start`, from planes at most `reach` away from it and within `range`; `start`
/// when they are too few or do not bend.
double refinedExtremum(const RootCurve& curve, double start, HeightRange range, double reach,
                       double direction) {
  const auto& t = curve.distanceMm;
  const auto planeAt = [&](double height) {
    return static_cast<std::size_t>(std::lower_bound(t.begin(), t.end(), height) - t.begin());
  };
  constexpr double kSearchMm = 2.5, kStepMm = 0.02;
  constexpr std::size_t kFewestPlanes = 6;
  double centre = start;
  for (int round = 0; round < 2; ++round) {
    const PlaneRange planes{planeAt(std::max(range.low, centre - reach)),
                            planeAt(std::min(range.high, centre + reach))};
    if (planes.end < planes.begin + kFewestPlanes) return start;
    double best = std::numeric_limits<double>::infinity(), apex = centre;
    for (double at = start - kSearchMm; at <= start + kSearchMm; at += kStepMm)
      if (const double misfit = apexMisfit(curve, planes, at, direction); misfit < best) {
        best = misfit;
        apex = at;
      }
    if (!std::isfinite(best)) return start;
    centre = apex;
  }
  return centre;
}

}  // namespace

void findRootEnd(RootCurve& curve, double voxelEdgeMm) {
  curve.firstMaximumMm = curve.rootEndMm = std::nullopt;
  const auto maximum = nextExtremum(curve.smoothedAreaMm2, 0, +1.0, voxelEdgeMm);
  if (!maximum) return;
  const double reach = std::max(5.0, 4.0 * voxelEdgeMm);
  const double highest = parabolaVertex(curve, *maximum);
  const auto minimum = nextExtremum(curve.smoothedAreaMm2, *maximum, -1.0, voxelEdgeMm);
  const double lowest = minimum ? parabolaVertex(curve, *minimum) : curve.distanceMm.back();
  // In the quarter of the way nearest to the other extremum the curve bends the other way.
  const double between = 0.25 * (lowest - highest);
  curve.firstMaximumMm = refinedExtremum(curve, highest, {0.25 * highest, lowest - between}, reach, +1.0);
  if (!minimum) return;
  curve.rootEndMm = refinedExtremum(curve, lowest, {highest + between, curve.distanceMm.back()}, reach, -1.0);
}

}  // namespace valvista::planning
