// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/evidence_lines.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::viewer {
namespace {

double totalLength(const std::vector<Polyline>& lines) {
  double sum = 0.0;
  for (const Polyline& line : lines) sum += lengthOf(line);
  return sum;
}

TEST(EvidenceLines, SplitExactlyAtTheTolerance) {
  const Polyline climbing{{0, 0, -10}, {0, 0, 10}};
  const SlicedLines split = splitAtSlice({climbing}, {{0, 0, 1}, {0, 0, 1}}, 0.5);
  ASSERT_EQ(split.inSlice.size(), 1U);
  EXPECT_NEAR(split.inSlice[0].front().z, 0.5, 1e-12);
  EXPECT_NEAR(split.inSlice[0].back().z, 1.5, 1e-12);
  EXPECT_NEAR(totalLength(split.offSlice), 19.0, 1e-12);
}

TEST(EvidenceLines, ContourInTheSliceStaysOneLine) {
  Polyline circle;
  for (int i = 0; i <= 40; ++i)
    circle.push_back({std::cos(i * std::numbers::pi / 20), std::sin(i * std::numbers::pi / 20), 4.0});
  const SlicedLines split = splitAtSlice({circle}, {{0, 0, 4}, {0, 0, 1}}, 0.75);
  ASSERT_EQ(split.inSlice.size(), 1U);
  EXPECT_EQ(split.inSlice[0].size(), circle.size());
  EXPECT_TRUE(split.offSlice.empty());
}

TEST(EvidenceLines, TraceLiesInBothPlanesWithinTheRadius) {
  planning::Evidence evidence;
  evidence.plane = Plane{{5, 6, 7}, normalized({0.4, 0.2, 1})};
  const Plane slice{{0, 8, 0}, {0, 1, 0}};
  const auto trace = planeTrace(evidence, slice);
  ASSERT_TRUE(trace);
  for (const Vec3& end : {trace->first, trace->second}) {
    EXPECT_NEAR(signedDistance(slice, end), 0.0, 1e-9);
    EXPECT_NEAR(signedDistance(*evidence.plane, end), 0.0, 1e-9);
    EXPECT_NEAR(distance(end, evidence.plane->origin), evidenceRadius(evidence), 1e-9);
  }
  EXPECT_FALSE(planeTrace(evidence, {{0, 100, 0}, {0, 1, 0}})) << "the slice is far away";
  EXPECT_FALSE(planeTrace(evidence, *evidence.plane)) << "the slice is the plane itself";
}

}  // namespace
}  // namespace valvista::viewer
