// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/markup.h"

#include "planning/core/number_text.h"
#include "planning/measure/contour_metrics.h"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace valvista::viewer {
namespace {

/// Of the polygon laid flat onto its least-squares plane: drawn in one slice it lies there already.
std::string polygonText(const std::vector<Vec3>& points) {
  Contour contour;
  try {
    contour.frame = frameOf(fitPlane(points));
  } catch (const std::domain_error&) {
    return {};  // on one line: no area yet
  }
  for (const Vec3& point : points) contour.points.push_back(contour.frame.toPlane(point));
  const planning::ContourMetrics metrics = planning::measureContour(contour);
  return formatFixed(metrics.area, 0) + " mm\u00b2, " + formatFixed(metrics.perimeter, 1) + " mm";
}

}  // namespace

std::string measureText(const Markup& markup) {
  const std::vector<Vec3>& p = markup.points;
  switch (markup.kind) {
    case MarkupKind::distance:
      return p.size() == 2 ? formatFixed(distance(p[0], p[1]), 1) + " mm" : std::string();
    case MarkupKind::angle: {
      if (p.size() != 3 || p[0] == p[1] || p[2] == p[1]) return {};
      const Vec3 a = p[0] - p[1], b = p[2] - p[1];
      const double radians = std::atan2(norm(cross(a, b)), dot(a, b));
      return formatFixed(radians * 180.0 / std::numbers::pi, 1) + "\u00b0";
    }
    case MarkupKind::polygon:
      return p.size() >= 3 ? polygonText(p) : std::string();
    default:
      return {};
  }
}

}  // namespace valvista::viewer
