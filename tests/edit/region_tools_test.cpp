// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/region_tools.h"

#include "planning/core/error.h"
#include "planning/core/voxel_runs.h"
#include "planning/edit/brush.h"
#include "planning/edit/prism.h"
#include "tests/edit/edit_case.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

namespace valvista::planning {
namespace {

const ImageGeometry kGrid = obliqueGeometry({70, 60, 40}, {0.5, 0.6, 0.9});
LabelMap ball(double radius, std::uint8_t label = 1) {
  return drawn(kGrid, [=](const Vec3& p) -> std::uint8_t { return norm(p) <= radius ? label : 0; });
}

TEST(RegionTools, ThresholdPaintsTheRangeWithinItsBox) {
  const Volume ct = scanned(kGrid, [](const Vec3& p) { return 10 * p.x; });
  LabelMap labels(kGrid);
  const IndexBox box{{10, 5, 3}, {50, 40, 30}};
  const PaintOutcome outcome =
      paintThreshold(labels, ct, box, {.label = 1, .hu = HuRange{-20, 35}}, Progress());
  std::size_t expected = 0;
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    bool in = ct.at(ijk) >= -20 && ct.at(ijk) <= 35;
    for (std::size_t axis = 0; axis < 3; ++axis)
      in = in && ijk[axis] >= box.begin[axis] && ijk[axis] < box.end[axis];
    expected += in ? 1 : 0;
    EXPECT_EQ(labels.at(ijk), in ? 1 : 0);
  });
  EXPECT_EQ(outcome.changed, expected);
  LabelMap none(kGrid);
  EXPECT_EQ(paintThreshold(none, {}, box, {.label = 1, .hu = HuRange{-20, 35}}, Progress()).changed, 0U)
      << "no CT";
}

TEST(RegionTools, Islands) {
  LabelMap labels = drawn(kGrid, [](const Vec3& p) -> std::uint8_t {
    if (norm(p) < 5) return 1;
    if (norm(p - Vec3{11, 0, 0}) < 2) return 1;
    if (norm(p - Vec3{-11, 0, 0}) < 3) return 1;
    return norm(p - Vec3{0, 11, 0}) < 2 ? 2 : 0;
  });
  LabelMap cleaned = labels;
  const std::size_t gone = removeSmallPieces(cleaned, 1, 1.5 * ballVolume(2), Progress());
  EXPECT_NEAR(static_cast<double>(gone) * kGrid.voxelVolume(), ballVolume(2), 4);
  EXPECT_EQ(removeSmallPieces(cleaned, 1, 1.5 * ballVolume(2), Progress()), 0U);
  keepLargestPiece(cleaned, 1, Progress());
  EXPECT_NEAR(volumeOf(cleaned, 1), ballVolume(5), 0.02 * ballVolume(5));
  EXPECT_EQ(labelCounts(cleaned)[2], labelCounts(labels)[2]) << "another label is none of its business";
  EXPECT_EQ(keepLargestPiece(cleaned, 9, Progress()), 0U);
}

TEST(RegionTools, MarginGrowsAndShrinksByMillimetresInEveryDirection) {
  const ImageGeometry grid = obliqueGeometry({24, 22, 14}, {0.5, 0.6, 0.9});
  const LabelMap before = drawn(grid, [](const Vec3& p) -> std::uint8_t {
    return norm(p - Vec3{1, 0, 0}) <= 4 ? 1 : 0;
  });
  for (const double margin : {1.35, -1.35}) {
    LabelMap labels = before;
    addMargin(labels, {}, margin, {.label = 1}, Progress());
    const std::uint8_t other = margin > 0 ? 1 : 0;
    forEachVoxel(grid, [&](const Index3& ijk) {
      double nearest = 1e9;
      forEachVoxel(grid, [&](const Index3& o) {
        if (before.at(o) == other) nearest = std::min(nearest, distance(grid.lps(o), grid.lps(ijk)));
      });
      EXPECT_EQ(labels.at(ijk), nearest <= std::abs(margin) ? other : 1 - other);
    });
  }
}

TEST(RegionTools, MarginObeysTheRules) {
  LabelMap labels = drawn(kGrid, [](const Vec3& p) -> std::uint8_t {
    return norm(p) <= 5 ? 1 : p.x > 0 ? 2 : 0;
  });
  const LabelMap before = labels;
  PaintRules rules{.label = 1};
  rules.locked.set(2);
  const PaintOutcome outcome = addMargin(labels, {}, 2, rules, Progress());
  EXPECT_GT(outcome.locked, 100U);
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    if (before.at(ijk) == 2) {
      EXPECT_EQ(labels.at(ijk), 2);
    }
  });
}

TEST(RegionTools, SmoothingTakesSpikesAndFillsPitsAndKeepsTheSize) {
  LabelMap rough = drawn(kGrid, [](const Vec3& p) -> std::uint8_t {
    const bool spike = std::abs(p.y) < 0.7 && std::abs(p.z) < 0.7 && p.x > 0 && p.x < 12;
    const bool pit = std::abs(p.y) < 0.7 && std::abs(p.z) < 0.7 && p.x < -5;
    return (norm(p) <= 8 && !pit) || spike ? 1 : 0;
  });
  const double before = volumeOf(rough, 1);
  smoothLabel(rough, {}, 1.5, {.label = 1}, Progress());
  EXPECT_NEAR(volumeOf(rough, 1), before, 0.005 * before);
  EXPECT_EQ(rough.at(nearestVoxel(kGrid, {11, 0, 0})), 0);
  EXPECT_EQ(rough.at(nearestVoxel(kGrid, {-6, 0, 0})), 1);
}

TEST(RegionTools, SmoothingDoesNotShrinkWhatTheScanCutsOff) {
  const ImageGeometry grid = axisAlignedGeometry({30, 30, 20}, {1, 1, 1});
  LabelMap tube =
      drawn(grid, [](const Vec3& p) -> std::uint8_t { return std::hypot(p.x - 15, p.y - 15) < 8 ? 1 : 0; });
  smoothLabel(tube, {}, 2, {.label = 1}, Progress());
  std::vector<std::size_t> areas;
  for (int k = 0; k < 20; ++k)
    areas.push_back(static_cast<std::size_t>(std::count(tube.slice(k).begin(), tube.slice(k).end(), 1)));
  EXPECT_EQ(areas.front(), areas[10]);
  EXPECT_EQ(areas.back(), areas[10]);
}

TEST(RegionTools, BetweenSlicesAConeIsFilledAlongEveryAxis) {
  const ImageGeometry grid = axisAlignedGeometry({61, 61, 61}, {0.8, 0.8, 0.8}, {-24, -24, -24});
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto radiusAt = [](double along) { return 4 + 0.25 * (along + 16); };
    const LabelMap cone = drawn(grid, [&](const Vec3& p) -> std::uint8_t {
      const int a = static_cast<int>(axis);
      const double along = p[a], across = std::hypot(p[(a + 1) % 3], p[(a + 2) % 3]);
      return std::abs(along) <= 16.01 && across <= radiusAt(along) ? 6 : 0;
    });
    LabelMap sparse(grid);
    forEachVoxel(grid, [&](const Index3& ijk) {
      if ((ijk[axis] - 10) % 10 == 0 && cone.at(ijk) != 0) sparse.set(ijk, 6);
    });
    LabelMap filled = sparse;
    fillBetweenSlices(filled, {}, axis, 8.0, {.label = 6}, Progress());
    EXPECT_NEAR(volumeOf(filled, 6), volumeOf(cone, 6), 0.02 * volumeOf(cone, 6)) << axis;
    LabelMap untouched = sparse;
    fillBetweenSlices(untouched, {}, axis, 7.9, {.label = 6}, Progress());
    EXPECT_TRUE(sameLabels(untouched, sparse)) << "slices further apart than the limit";
  }
}

TEST(RegionTools, LabelsAreExchangedInOneGo) {
  const LabelMap before = drawn(kGrid, [](const Vec3& p) -> std::uint8_t {
    return p.x < -3 ? 6 : p.x > 3 ? 7 : 1;
  });
  std::array<std::uint8_t, 256> swap{};
  std::iota(swap.begin(), swap.end(), std::uint8_t{0});
  std::swap(swap[6], swap[7]);
  LabelMap labels = before;
  EXPECT_EQ(replaceLabels(labels, swap), labelCounts(before)[6] + labelCounts(before)[7]);
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    EXPECT_EQ(labels.at(ijk), before.at(ijk) == 6 ? 7 : before.at(ijk) == 7 ? 6 : before.at(ijk));
  });
  replaceLabels(labels, swap);
  EXPECT_TRUE(sameLabels(labels, before));
}

TEST(RegionTools, ARangeOfHuHoldsForWhatIsGainedAndHindersNoLoss) {
  const Volume ct = scanned(kGrid, [](const Vec3& p) { return p.x > 0 ? 300 : 0; });
  const PaintRules rules{.label = 1, .hu = HuRange{200, 400}};
  LabelMap grown = ball(5);
  addMargin(grown, ct, 2.5, rules, Progress());
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    if (grown.at(ijk) == 1 && norm(kGrid.lps(ijk)) > 5.0) {
      EXPECT_GT(kGrid.lps(ijk).x, 0);
    }
  });
  EXPECT_GT(volumeOf(grown, 1), 1.2 * ballVolume(5));
  LabelMap shrunk = ball(6);
  addMargin(shrunk, ct, -2.0, rules, Progress());
  EXPECT_LT(volumeOf(shrunk, 1), 0.5 * ballVolume(6));
  LabelMap cut = ball(5);
  const Polyline all{{-30, -30, 0}, {30, -30, 0}, {30, 30, 0}, {-30, 30, 0}};
  cutWithScissors(cut, ct, {all, {0, 0, 1}}, ScissorSide::inside, {.label = 0, .hu = HuRange{200, 400}});
  EXPECT_NEAR(volumeOf(cut, 1), 0.5 * ballVolume(5), 0.06 * ballVolume(5)) << "the half that is bright";
}

TEST(RegionTools, APieceOfExactlyTheLimitStays) {
  const ImageGeometry grid = axisAlignedGeometry({20, 20, 20}, {1, 1, 1});
  LabelMap labels(grid);
  for (int i = 0; i < 10; ++i) labels.set({i, 0, 0}, 1);
  for (int i = 0; i < 9; ++i) labels.set({i, 5, 5}, 1);
  EXPECT_EQ(removeSmallPieces(labels, 1, 10.0, Progress()), 9U);
}

TEST(RegionTools, AShiftedCtIsNone) {
  ImageGeometry elsewhere = kGrid;
  elsewhere.lpsFromIjk.offset += Vec3{5, 0, 0};
  const Volume ct = scanned(elsewhere, [](const Vec3&) { return 300; });
  LabelMap labels(kGrid);
  EXPECT_EQ(
      paintThreshold(labels, ct, {{0, 0, 0}, kGrid.size}, {.label = 1, .hu = HuRange{200, 400}}, Progress())
          .changed,
      0U);
}

TEST(RegionTools, AllStopWhenAsked) {
  Progress stop;
  stop.cancel();
  LabelMap labels = ball(5);
  EXPECT_THROW(smoothLabel(labels, {}, 1, {.label = 1}, stop), Cancelled);
  EXPECT_THROW(addMargin(labels, {}, 1, {.label = 1}, stop), Cancelled);
  EXPECT_THROW(keepLargestPiece(labels, 1, stop), Cancelled);
  EXPECT_THROW(fillBetweenSlices(labels, {}, 2, 5, {.label = 1}, stop), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
