// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/evidence_lines.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kDefaultRadiusMm = 20.0;
constexpr double kMarginMm = 4.0;
/// Planes closer than this (sine of the angle) have no useful line in common.
constexpr double kParallel = 0.05;

/// Fractions along a segment at which it enters or leaves the layer |depth| <= tolerance, with both ends.
std::vector<double> cuts(double depthA, double depthB, double tolerance) {
  std::vector<double> at{0.0};
  if (depthA != depthB) {
    std::array<double, 2> crossing{(tolerance - depthA) / (depthB - depthA),
                                   (-tolerance - depthA) / (depthB - depthA)};
    std::sort(crossing.begin(), crossing.end());
    for (const double t : crossing)
      if (t > 0.0 && t < 1.0) at.push_back(t);
  }
  at.push_back(1.0);
  return at;
}

void append(std::vector<Polyline>& lines, const Vec3& a, const Vec3& b) {
  if (lines.empty() || lines.back().empty() || !(lines.back().back() == a)) lines.push_back({a});
  lines.back().push_back(b);
}

}  // namespace

SlicedLines splitAtSlice(const std::vector<Polyline>& lines, const Plane& slice, double toleranceMm) {
  SlicedLines result;
  for (const Polyline& line : lines) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const std::vector<double> at =
          cuts(signedDistance(slice, line[i]), signedDistance(slice, line[i + 1]), toleranceMm);
      const auto point = [&](double t) {
        return t == 0.0 ? line[i] : t == 1.0 ? line[i + 1] : line[i] + (line[i + 1] - line[i]) * t;
      };
      for (std::size_t c = 0; c + 1 < at.size(); ++c) {
        const Vec3 middle = point((at[c] + at[c + 1]) / 2);
        const bool in = std::abs(signedDistance(slice, middle)) <= toleranceMm;
        append(in ? result.inSlice : result.offSlice, point(at[c]), point(at[c + 1]));
      }
    }
  }
  return result;
}

double evidenceRadius(const planning::Evidence& evidence) {
  if (!evidence.plane || evidence.lines.empty()) return kDefaultRadiusMm;
  double radius = 0.0;
  for (const Polyline& line : evidence.lines)
    for (const Vec3& point : line)
      // A centreline runs far from the section; only what lies in the section sizes it.
      if (std::abs(signedDistance(*evidence.plane, point)) < 1.0)
        radius = std::max(radius, distance(point, evidence.plane->origin));
  return radius > 0.0 ? radius + kMarginMm : kDefaultRadiusMm;
}

std::optional<std::pair<Vec3, Vec3>> planeTrace(const Plane& plane, double radiusMm, const Plane& slice) {
  const Vec3 common = cross(plane.normal, slice.normal);
  if (norm(common) < kParallel) return std::nullopt;
  const Vec3 along = normalized(common);
  // From the origin, within its plane, straight to the slice.
  const Vec3 towards = normalized(cross(along, plane.normal));
  const double way = -signedDistance(slice, plane.origin) / dot(towards, slice.normal);
  if (std::abs(way) >= radiusMm) return std::nullopt;
  const Vec3 middle = plane.origin + towards * way;
  const double half = std::sqrt(radiusMm * radiusMm - way * way);
  return std::pair(middle - along * half, middle + along * half);
}

std::optional<std::pair<Vec3, Vec3>> planeTrace(const planning::Evidence& evidence, const Plane& slice) {
  if (!evidence.plane) return std::nullopt;
  return planeTrace(*evidence.plane, evidenceRadius(evidence), slice);
}

}  // namespace valvista::viewer
