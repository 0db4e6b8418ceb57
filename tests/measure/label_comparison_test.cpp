// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/label_comparison.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <stdexcept>
#include <vector>

namespace valvista::planning {
namespace {

const Vec3 kSpacing{0.5, 1.0, 2.0};

LabelMap emptyMap(const Vec3& spacing = kSpacing) {
  return LabelMap(axisAlignedGeometry({30, 28, 26}, spacing, {-5, 7, 11}));
}

void fill(LabelMap& map, const Index3& begin, const Index3& size, std::uint8_t label) {
  for (int k = begin[2]; k < begin[2] + size[2]; ++k)
    for (int j = begin[1]; j < begin[1] + size[1]; ++j)
      for (int i = begin[0]; i < begin[0] + size[0]; ++i) map.set({i, j, k}, label);
}

LabelMap box(const Index3& begin, const Index3& size, std::uint8_t label) {
  LabelMap map = emptyMap();
  fill(map, begin, size, label);
  return map;
}

std::size_t countOf(const LabelMap& map, Difference value) {
  return labelCounts(map)[static_cast<std::size_t>(value)];
}

TEST(LabelComparison, IdenticalMapsAgreeCompletely) {
  const LabelMap map = box({4, 4, 4}, {8, 8, 8}, 3);
  const LabelComparison result = compareLabels(map, map, Progress());
  ASSERT_EQ(result.classes.size(), 1U);
  const ClassAgreement& own = result.classes[0];
  EXPECT_EQ(own.label, 3);
  EXPECT_EQ(own.voxelsBoth, 512U);
  EXPECT_EQ(own.dice, 1.0);
  EXPECT_EQ(own.iou, 1.0);
  EXPECT_EQ(own.meanSurfaceDistanceMm, 0.0);
  EXPECT_EQ(own.hausdorff95Mm, 0.0);
  EXPECT_EQ(own.hausdorffMm, 0.0);
  EXPECT_EQ(countOf(result.difference, Difference::both), 512U);
  EXPECT_EQ(countOf(result.difference, Difference::onlyA), 0U);
}

// A cube shifted by s of its n voxels along one axis: both share n - s of n layers, and no surface point is
// farther away than the shift in that axis' millimetres.
TEST(LabelComparison, ShiftedCubeAlongEachAnisotropicAxis) {
  constexpr int kSide = 10, kShift = 3;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    Index3 begin{5, 5, 5};
    const LabelMap a = box(begin, {kSide, kSide, kSide}, 1);
    begin[axis] += kShift;
    const LabelMap b = box(begin, {kSide, kSide, kSide}, 1);
    const LabelComparison result = compareLabels(a, b, Progress());
    const ClassAgreement& own = result.classes.at(0);
    EXPECT_DOUBLE_EQ(own.dice.value(), 0.7);
    EXPECT_DOUBLE_EQ(own.iou.value(), 7.0 / 13.0);
    const double shift = kShift * kSpacing[static_cast<int>(axis)];
    EXPECT_NEAR(own.hausdorffMm.value(), shift, 1e-5) << axis;
    EXPECT_NEAR(own.hausdorff95Mm.value(), shift, 1e-5) << axis;  // two of six faces are that far
    EXPECT_EQ(countOf(result.difference, Difference::onlyA), 300U);
    EXPECT_EQ(countOf(result.difference, Difference::onlyB), 300U);
    EXPECT_EQ(countOf(result.difference, Difference::both), 700U);
  }
}

// Two single voxels: every distance is the one between their centres, in millimetres of three spacings.
TEST(LabelComparison, SingleVoxelsAreTheirDistanceApart) {
  const LabelMap a = box({2, 3, 4}, {1, 1, 1}, 6), b = box({6, 8, 7}, {1, 1, 1}, 6);
  const ClassAgreement own = compareLabels(a, b, Progress()).classes.at(0);
  const double expected = std::sqrt(4 * 0.5 * (4 * 0.5) + 5.0 * 5.0 + 6.0 * 6.0);
  EXPECT_EQ(own.dice, 0.0);
  EXPECT_NEAR(own.meanSurfaceDistanceMm.value(), expected, 1e-5);
  EXPECT_NEAR(own.hausdorff95Mm.value(), expected, 1e-5);
  EXPECT_NEAR(own.hausdorffMm.value(), expected, 1e-5);
  EXPECT_LT(distance(own.worstPlaceLps.value(), a.geometry().lps({2, 3, 4})), 1e-9);
}

// Two flat plates, one with a single far voxel beside it: the mean is by hand, the outlier moves only the
// Hausdorff distance and is the worst place.
TEST(LabelComparison, OneOutlierMovesTheHausdorffDistanceAlone) {
  const LabelMap a = box({3, 3, 10}, {10, 10, 1}, 2);
  LabelMap b = box({3, 3, 11}, {10, 10, 1}, 2);
  b.set({3, 3, 20}, 2);
  const ClassAgreement own = compareLabels(a, b, Progress()).classes.at(0);
  EXPECT_NEAR(own.hausdorff95Mm.value(), 2.0, 1e-5);
  EXPECT_NEAR(own.hausdorffMm.value(), 20.0, 1e-5);
  EXPECT_NEAR(own.meanSurfaceDistanceMm.value(), (200 * 2.0 + 20.0) / 201.0, 1e-5);
  EXPECT_LT(distance(own.worstPlaceLps.value(), b.geometry().lps({3, 3, 20})), 1e-9);
}

// Brute force over all pairs of surface voxels, in a shape without any symmetry.
TEST(LabelComparison, AgreesWithAllPairs) {
  LabelMap a = emptyMap(), b = emptyMap();
  std::vector<Vec3> pointsA, pointsB;
  const auto put = [](LabelMap& map, std::vector<Vec3>& points, unsigned seed) {
    for (int n = 0; n < 60; ++n) {
      seed = seed * 1664525U + 1013904223U;
      const Index3 ijk{static_cast<int>(seed >> 8) % 30, static_cast<int>(seed >> 12) % 28,
                       static_cast<int>(seed >> 16) % 26};
      map.set(ijk, 4);
      points.push_back(map.geometry().lps(ijk));  // so few voxels are all surface
    }
  };
  put(a, pointsA, 7U);
  put(b, pointsB, 99U);
  const auto farthest = [](const std::vector<Vec3>& from, const std::vector<Vec3>& to) {
    double worst = 0.0;
    for (const Vec3& p : from) {
      double best = 1e9;
      for (const Vec3& q : to) best = std::min(best, distance(p, q));
      worst = std::max(worst, best);
    }
    return worst;
  };
  const double expected = std::max(farthest(pointsA, pointsB), farthest(pointsB, pointsA));
  EXPECT_NEAR(compareLabels(a, b, Progress()).classes.at(0).hausdorffMm.value(), expected, 1e-4);
}

TEST(LabelComparison, ClassOfOneSideHasNoDistances) {
  const LabelMap a = box({3, 3, 3}, {4, 4, 4}, 1), b = emptyMap();
  const LabelComparison result = compareLabels(a, b, Progress());
  ASSERT_EQ(result.classes.size(), 1U);
  const ClassAgreement& own = result.classes[0];
  EXPECT_EQ(own.dice, 0.0);
  EXPECT_EQ(own.iou, 0.0);
  EXPECT_FALSE(own.meanSurfaceDistanceMm);
  EXPECT_FALSE(own.hausdorff95Mm);
  EXPECT_FALSE(own.hausdorffMm);
  EXPECT_EQ(own.worstPlaceLps, a.geometry().lps({3, 3, 3}));
  EXPECT_TRUE(compareLabels(b, b, Progress()).classes.empty());
}

TEST(LabelComparison, AnotherLabelIsADisagreementOfBothClasses) {
  const LabelMap a = box({3, 3, 3}, {4, 4, 4}, 1), b = box({3, 3, 3}, {4, 4, 4}, 3);
  const LabelComparison result = compareLabels(a, b, Progress());
  ASSERT_EQ(result.classes.size(), 2U);
  EXPECT_EQ(result.classes[0].label, 1);
  EXPECT_EQ(result.classes[1].label, 3);
  EXPECT_EQ(countOf(result.difference, Difference::onlyB), 64U);
}

// What is compared is the anatomy, not its storage.
TEST(LabelComparison, MirroredStorageGivesTheSame) {
  const LabelMap a = box({3, 4, 5}, {9, 7, 6}, 1), b = box({5, 5, 5}, {8, 9, 6}, 1);
  const auto mirrored = [](const LabelMap& map) {
    const Index3 size = map.geometry().size;
    LabelMap result(map.geometry());
    for (int k = 0; k < size[2]; ++k)
      for (int j = 0; j < size[1]; ++j)
        for (int i = 0; i < size[0]; ++i)
          result.set({i, j, k}, map.at({size[0] - 1 - i, j, size[2] - 1 - k}));
    return result;
  };
  const ClassAgreement plain = compareLabels(a, b, Progress()).classes.at(0);
  const ClassAgreement other = compareLabels(mirrored(a), mirrored(b), Progress()).classes.at(0);
  const ClassAgreement swapped = compareLabels(b, a, Progress()).classes.at(0);
  for (const ClassAgreement& same : {other, swapped}) {
    EXPECT_EQ(plain.dice, same.dice);
    EXPECT_NEAR(plain.meanSurfaceDistanceMm.value(), same.meanSurfaceDistanceMm.value(), 1e-6);
    EXPECT_EQ(plain.hausdorff95Mm, same.hausdorff95Mm);
    EXPECT_EQ(plain.hausdorffMm, same.hausdorffMm);
  }
}

TEST(LabelComparison, RefusesAnotherGridAndStopsWhenAsked) {
  const LabelMap a = emptyMap();
  EXPECT_THROW(compareLabels(a, emptyMap({0.5, 1.0, 2.1}), Progress()), std::invalid_argument);
  EXPECT_THROW(compareLabels(a, LabelMap(axisAlignedGeometry({30, 28, 25}, kSpacing)), Progress()),
               std::invalid_argument);
  Progress stopped;
  stopped.cancel();
  EXPECT_THROW(compareLabels(a, a, stopped), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
