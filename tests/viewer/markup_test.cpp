// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/markup.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <string>

namespace valvista::viewer {
namespace {

Markup markup(MarkupKind kind, std::vector<Vec3> points) {
  Markup made;
  made.kind = kind;
  made.points = std::move(points);
  return made;
}

TEST(MarkupText, DistanceIsThatOfTheWorld) {
  EXPECT_EQ(measureText(markup(MarkupKind::distance, {{1, 2, 3}, {4, 6, 15}})), "13.0 mm");
  EXPECT_EQ(measureText(markup(MarkupKind::distance, {{1, 2, 3}})), "");
}

TEST(MarkupText, AngleIsAtTheMiddlePoint) {
  EXPECT_EQ(measureText(markup(MarkupKind::angle, {{5, 0, 0}, {0, 0, 0}, {3, 3, 0}})), "45.0\u00b0");
  EXPECT_EQ(measureText(markup(MarkupKind::angle, {{5, 1, 1}, {0, 1, 1}, {-2, 1, 1}})), "180.0\u00b0");
  EXPECT_EQ(measureText(markup(MarkupKind::angle, {{5, 1, 1}, {5, 1, 1}, {-2, 1, 1}})), "") << "no arm";
}

// A regular 60-gon on an oblique plane, against the formula.
TEST(MarkupText, PolygonHasItsAreaAndPerimeter) {
  constexpr int kSides = 60;
  constexpr double kRadius = 12.5;
  const PlaneFrame frame = frameOf({{10, -20, 300}, normalized({1, 2, 3})});
  std::vector<Vec3> points;
  for (int i = 0; i < kSides; ++i) {
    const double turn = 2 * std::numbers::pi * i / kSides;
    points.push_back(frame.toLps({kRadius * std::cos(turn), kRadius * std::sin(turn)}));
  }
  const double area = kSides * kRadius * kRadius * std::sin(2 * std::numbers::pi / kSides) / 2;
  const double perimeter = 2 * kSides * kRadius * std::sin(std::numbers::pi / kSides);
  EXPECT_EQ(
      measureText(markup(MarkupKind::polygon, points)),
      std::to_string(std::lround(area)) + " mm\u00b2, " + std::to_string(perimeter).substr(0, 4) + " mm");
}

TEST(MarkupText, AWindingOfEitherSenseAndAConcaveOutlineCount) {
  const std::vector<Vec3> corner{{0, 0, 5}, {10, 0, 5}, {10, 4, 5}, {4, 4, 5}, {4, 10, 5}, {0, 10, 5}};
  EXPECT_EQ(measureText(markup(MarkupKind::polygon, corner)), "64 mm\u00b2, 40.0 mm");
  EXPECT_EQ(measureText(markup(MarkupKind::polygon, {corner.rbegin(), corner.rend()})),
            "64 mm\u00b2, 40.0 mm");
  EXPECT_EQ(measureText(markup(MarkupKind::polygon, {{0, 0, 0}, {1, 1, 1}, {2, 2, 2}})), "");
}

TEST(MarkupText, TheOthersMeasureNothing) {
  EXPECT_EQ(measureText(markup(MarkupKind::landmark, {{1, 2, 3}})), "");
  EXPECT_EQ(measureText(markup(MarkupKind::hinges, {{1, 2, 3}, {2, 2, 3}, {1, 4, 3}})), "");
}

}  // namespace
}  // namespace valvista::viewer
