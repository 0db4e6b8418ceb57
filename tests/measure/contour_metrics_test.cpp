// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/contour_metrics.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::planning {
namespace {

Contour ellipse(double a, double b, double turned) {
  Contour contour;
  for (int i = 0; i < 360; ++i) {
    const double t = 2.0 * std::numbers::pi * i / 360, x = a * std::cos(t), y = b * std::sin(t);
    contour.points.push_back(
        {x * std::cos(turned) - y * std::sin(turned), x * std::sin(turned) + y * std::cos(turned)});
  }
  return contour;
}

TEST(ContourMetrics, ellipseHasItsAreaPerimeterAndAxes) {
  for (const double turned : {0.0, 0.3, 1.234, 2.9}) {
    const ContourMetrics m = measureContour(ellipse(14.0, 10.0, turned));
    EXPECT_NEAR(m.area, std::numbers::pi * 140.0, 0.05);
    EXPECT_NEAR(m.perimeter, 75.9, 0.05);  // Ramanujan: 75.886
    EXPECT_NEAR(m.min.width, 20.0, 0.002);
    EXPECT_NEAR(m.max.width, 28.0, 0.002);
    EXPECT_NEAR(std::hypot(m.max.from.x - m.max.to.x, m.max.from.y - m.max.to.y), 28.0, 0.01);
  }
}

TEST(ContourMetrics, squareIsWidestAcrossItsCorners) {
  const ContourMetrics m = measureContour({{}, {{0, 0}, {2, 0}, {2, 2}, {0, 2}}});
  EXPECT_DOUBLE_EQ(m.area, 4.0);
  EXPECT_DOUBLE_EQ(m.perimeter, 8.0);
  EXPECT_NEAR(m.min.width, 2.0, 1e-3);
  EXPECT_NEAR(m.max.width, 2.0 * std::numbers::sqrt2, 1e-6);
}

TEST(ContourMetrics, directionOfTravelDoesNotMatter) {
  Contour contour = ellipse(12.0, 9.0, 0.4);
  const ContourMetrics one = measureContour(contour);
  std::reverse(contour.points.begin(), contour.points.end());
  EXPECT_NEAR(measureContour(contour).area, one.area, 1e-9);
}

}  // namespace
}  // namespace valvista::planning
