// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/control_line.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace valvista::planning {

namespace {

constexpr double kControlStepMm = 15.0, kLineStepMm = 1.0;
constexpr double kSamePlaceMm = 1e-3;

/// The span between p[1] and p[2], by the pyramid of Barry and Goldman (SIGGRAPH 1988).
Vec3 spanAt(const std::array<Vec3, 4>& p, const std::array<double, 4>& knot, double t) {
  const auto mix = [t](const Vec3& a, const Vec3& b, double from, double to) {
    return a * ((to - t) / (to - from)) + b * ((t - from) / (to - from));
  };
  const Vec3 a1 = mix(p[0], p[1], knot[0], knot[1]), a2 = mix(p[1], p[2], knot[1], knot[2]),
             a3 = mix(p[2], p[3], knot[2], knot[3]);
  const Vec3 b1 = mix(a1, a2, knot[0], knot[2]), b2 = mix(a2, a3, knot[1], knot[3]);
  return mix(b1, b2, knot[1], knot[2]);
}

}  // namespace

Polyline resampled(const Polyline& line, double step) {
  const double length = lengthOf(line);
  const int count = std::max(2, static_cast<int>(std::lround(length / step)));
  Polyline even{line.front()};
  double walked = 0.0;
  std::size_t at = 1;
  for (int i = 1; i < count; ++i) {
    const double target = length * i / count;
    while (at + 1 < line.size() && walked + distance(line[at - 1], line[at]) < target)
      walked += distance(line[at - 1], line[at]), ++at;
    const double piece = std::max(distance(line[at - 1], line[at]), 1e-12);
    even.push_back(line[at - 1] + (line[at] - line[at - 1]) * ((target - walked) / piece));
  }
  even.push_back(line.back());
  return even;
}

Polyline controlPoints(const Polyline& line) {
  return line.size() < 2 ? Polyline() : resampled(line, kControlStepMm);
}

Polyline lineThrough(const Polyline& points) {
  Polyline places{Vec3()};  // the first is set below
  for (const Vec3& p : points) {
    if (!std::isfinite(norm(p))) return {};
    if (places.size() == 1 || distance(places.back(), p) > kSamePlaceMm) places.push_back(p);
  }
  if (places.size() < 3) return {};
  // The line goes on beyond its ends as it came.
  places[0] = places[1] * 2.0 - places[2];
  places.push_back(places.back() * 2.0 - places[places.size() - 2]);
  Polyline fine{places[1]};
  for (std::size_t i = 0; i + 3 < places.size(); ++i) {
    const std::array<Vec3, 4> p{places[i], places[i + 1], places[i + 2], places[i + 3]};
    std::array<double, 4> knot{};
    for (std::size_t k = 1; k < 4; ++k) knot[k] = knot[k - 1] + std::sqrt(distance(p[k - 1], p[k]));
    constexpr double kFineMm = 0.25;
    const int pieces = std::max(4, static_cast<int>(std::ceil(distance(p[1], p[2]) / kFineMm)));
    for (int piece = 1; piece < pieces; ++piece)
      fine.push_back(spanAt(p, knot, knot[1] + (knot[2] - knot[1]) * piece / pieces));
    fine.push_back(p[2]);
  }
  return resampled(fine, kLineStepMm);
}

}  // namespace valvista::planning
