// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/contour_metrics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace valvista::planning {

namespace {

constexpr int kDirections = 360;  // over half a turn

Caliper caliperAt(const std::vector<Vec2>& points, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  double low = 0.0, high = 0.0;
  Caliper caliper;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double along = points[i].x * c + points[i].y * s;
    if (i == 0 || along < low) low = along, caliper.from = points[i];
    if (i == 0 || along > high) high = along, caliper.to = points[i];
  }
  caliper.width = high - low;
  return caliper;
}

/// The best direction near `angle`, by golden section; `sign` 1 seeks the smallest width, -1 the largest.
Caliper refine(const std::vector<Vec2>& points, double angle, double sign) {
  const double golden = 1.0 / std::numbers::phi;
  double low = angle - std::numbers::pi / kDirections, high = angle + std::numbers::pi / kDirections;
  for (int i = 0; i < 20; ++i) {
    const double a = high - golden * (high - low), b = low + golden * (high - low);
    if (sign * caliperAt(points, a).width < sign * caliperAt(points, b).width)
      high = b;
    else
      low = a;
  }
  return caliperAt(points, 0.5 * (low + high));
}

}  // namespace

ContourMetrics measureContour(const Contour& contour) {
  const std::vector<Vec2>& points = contour.points;
  ContourMetrics metrics;
  Vec2 before = points.back();
  for (const Vec2& p : points) {
    metrics.area += 0.5 * (before.x * p.y - p.x * before.y);
    metrics.perimeter += std::hypot(p.x - before.x, p.y - before.y);
    before = p;
  }
  metrics.area = std::abs(metrics.area);
  int narrow = 0, wide = 0;
  std::vector<double> widths;
  for (int i = 0; i < kDirections; ++i) {
    widths.push_back(caliperAt(points, std::numbers::pi * i / kDirections).width);
    if (widths.back() < widths[static_cast<std::size_t>(narrow)]) narrow = i;
    if (widths.back() > widths[static_cast<std::size_t>(wide)]) wide = i;
  }
  metrics.min = refine(points, std::numbers::pi * narrow / kDirections, 1.0);
  metrics.max = refine(points, std::numbers::pi * wide / kDirections, -1.0);
  return metrics;
}

double areaDerivedDiameter(double area) {
  return 2.0 * std::sqrt(area / std::numbers::pi);
}

}  // namespace valvista::planning
