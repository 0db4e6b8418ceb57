// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/seed_growth.h"

#include "planning/core/error.h"
#include "planning/edit/brush.h"
#include "tests/edit/edit_case.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <stdexcept>

namespace valvista::planning {
namespace {

constexpr std::uint8_t kLeft = 1, kRight = 2, kWall = 9;
const ImageGeometry kGrid = obliqueGeometry({70, 60, 40}, {0.5, 0.6, 0.9});
constexpr double kGapAt = 2.0;  ///< x of the gap's middle: nearer to the right seed than to the left one

/// Two bright bodies that touch at x = kGapAt, where a gap of 1.4 mm lets a little of the dark through.
bool isBody(const Vec3& p) {
  return std::abs(p.x) < 9 && std::hypot(p.y, p.z) < 8;
}
double tissue(const Vec3& p) {
  if (!isBody(p)) return 40;
  return std::abs(p.x - kGapAt) < 0.7 ? 260 : 400;
}
Volume scanOf(double noiseHu, const ImageGeometry& grid = kGrid) {
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0.0, noiseHu);
  return scanned(grid, [&](const Vec3& p) { return tissue(p) + (noiseHu > 0 ? noise(random) : 0.0); });
}
std::uint8_t seedAt(const Vec3& p) {
  if (norm(p - Vec3{-6, 0, 0}) < 1.6) return kLeft;
  return norm(p - Vec3{5, 0, 0}) < 1.6 ? kRight : 0;
}
const PaintRules kInLumen{.label = kLeft, .hu = HuRange{150, 700}};
const SeedGrowthOptions kFar{.marginMm = 30.0, .furthestMm = 40.0};

/// Share of the bright voxels off the gap that have the label of their side.
double rightShare(const LabelMap& labels) {
  double right = 0, all = 0;
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    const Vec3 p = kGrid.lps(ijk);
    if (!isBody(p) || std::abs(p.x - kGapAt) < 0.7) return;
    right += labels.at(ijk) == (p.x < kGapAt ? kLeft : kRight) ? 1 : 0;
    ++all;
  });
  return right / all;
}

TEST(SeedGrowth, TwoBodiesPartAtTheGapBetweenThem) {
  for (const double noise : {0.0, 15.0, 30.0}) {
    LabelMap labels = drawn(kGrid, seedAt);
    const PaintOutcome outcome = growSeeds(labels, scanOf(noise), kFar, kInLumen, Progress());
    EXPECT_GT(rightShare(labels), noise > 20 ? 0.97 : 0.99) << noise;
    EXPECT_EQ(outcome.changed + labelCounts(drawn(kGrid, seedAt))[kLeft] +
                  labelCounts(drawn(kGrid, seedAt))[kRight],
              labelCounts(labels)[kLeft] + labelCounts(labels)[kRight]);
  }
  LabelMap byDistance = drawn(kGrid, seedAt);
  PaintRules anywhere = kInLumen;
  anywhere.hu.reset();
  growSeeds(byDistance, {}, kFar, anywhere, Progress());
  EXPECT_LT(rightShare(byDistance), 0.95) << "without a CT the nearest seed wins";
}

TEST(SeedGrowth, SeedsStayAndTheLimitAndTheBoxHold) {
  const LabelMap before = drawn(kGrid, seedAt);
  LabelMap labels = before;
  growSeeds(labels, {}, {.marginMm = 3.0, .furthestMm = 2.5}, {.label = kLeft}, Progress());
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    const Vec3 p = kGrid.lps(ijk);
    if (before.at(ijk) != 0) {
      EXPECT_EQ(labels.at(ijk), before.at(ijk));
    } else if (labels.at(ijk) != 0) {
      EXPECT_EQ(labels.at(ijk), kLeft) << "the other seed lies outside the box";
      EXPECT_LT(norm(p - Vec3{-6, 0, 0}), 1.6 + 2.5);
    } else {
      // A way along a grid is up to a tenth longer than the straight line.
      EXPECT_GT(norm(p - Vec3{-6, 0, 0}), 1.6 + 2.5 - 0.9 - 0.3);
    }
  });
}

TEST(SeedGrowth, RulesAreObeyed) {
  // A slab of another label stands in the way of the left body.
  const LabelMap before =
      drawn(kGrid, [](const Vec3& p) -> std::uint8_t { return std::abs(p.x + 3) < 0.8 ? kWall : seedAt(p); });
  const Volume ct = scanOf(0);
  SeedGrowthOptions options = kFar;
  options.seeds.reset(kWall);
  const auto countOfWall = [&](const PaintRules& rules, PaintOutcome& outcome) {
    LabelMap labels = before;
    outcome = growSeeds(labels, ct, options, rules, Progress());
    return labelCounts(labels)[kWall];
  };
  PaintOutcome outcome;
  EXPECT_LT(countOfWall(kInLumen, outcome), labelCounts(before)[kWall]) << "what is no seed is taken";
  PaintRules rules = kInLumen;
  rules.locked.set(kWall);
  EXPECT_EQ(countOfWall(rules, outcome), labelCounts(before)[kWall]);
  EXPECT_GT(outcome.locked, 20U);
  rules = kInLumen;
  rules.over.reset(kWall);
  EXPECT_EQ(countOfWall(rules, outcome), labelCounts(before)[kWall]);
  EXPECT_GT(outcome.notChosen, 20U);
  LabelMap labels = before;
  outcome = growSeeds(labels, ct, kFar, kInLumen, Progress());
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    if (before.at(ijk) == 0 && labels.at(ijk) != 0) {
      EXPECT_TRUE(kInLumen.hu->contains(ct.at(ijk)));
    }
  });
  EXPECT_GT(outcome.outsideHu, 100U);
  LabelMap none = before;
  EXPECT_EQ(growSeeds(none, {}, kFar, kInLumen, Progress()).changed, 0U) << "a range of HU needs a CT";
}

TEST(SeedGrowth, ALockedLabelHoldsItsGround) {
  LabelMap labels = drawn(kGrid, seedAt);
  const std::size_t seeds = labelCounts(labels)[kRight];
  PaintRules rules = kInLumen;
  rules.locked.set(kRight);
  growSeeds(labels, scanOf(0), kFar, rules, Progress());
  EXPECT_EQ(labelCounts(labels)[kRight], seeds);
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    if (kGrid.lps(ijk).x > kGapAt + 0.7) {
      EXPECT_NE(labels.at(ijk), kLeft);
    }
  });
}

TEST(SeedGrowth, TheStorageOrderChangesNothing) {
  // The same world stored with i and k exchanged and j reversed.
  ImageGeometry turned = kGrid;
  std::swap(turned.size[0], turned.size[2]);
  std::swap(turned.lpsFromIjk.linear.column[0], turned.lpsFromIjk.linear.column[2]);
  turned.lpsFromIjk.linear.column[1] = -kGrid.lpsFromIjk.linear.column[1];
  turned.lpsFromIjk.offset = kGrid.lps({0, kGrid.size[1] - 1, 0});
  const auto sameVoxel = [](const Index3& ijk) { return Index3{ijk[2], kGrid.size[1] - 1 - ijk[1], ijk[0]}; };
  const Volume ct = scanOf(25);
  std::vector<std::int16_t> hu;
  forEachVoxel(turned, [&](const Index3& ijk) { hu.push_back(ct.at(sameVoxel(ijk))); });
  LabelMap labels = drawn(kGrid, seedAt), other = drawn(turned, seedAt);
  growSeeds(labels, ct, kFar, kInLumen, Progress());
  growSeeds(other, Volume(turned, std::move(hu)), kFar, kInLumen, Progress());
  std::size_t differ = 0;
  forEachVoxel(turned,
               [&](const Index3& ijk) { differ += other.at(ijk) != labels.at(sameVoxel(ijk)) ? 1 : 0; });
  EXPECT_LT(differ, 5U) << "of " << labelCounts(labels)[kLeft];
}

TEST(SeedGrowth, StopsWhenAskedAndRefusesNonsense) {
  Progress stop;
  stop.cancel();
  const LabelMap before = drawn(kGrid, seedAt);
  LabelMap labels = before;
  EXPECT_THROW(growSeeds(labels, scanOf(0), kFar, kInLumen, stop), Cancelled);
  EXPECT_TRUE(sameLabels(labels, before));
  EXPECT_THROW(growSeeds(labels, {}, {.furthestMm = 0}, kInLumen, Progress()), std::invalid_argument);
  EXPECT_EQ(growSeeds(labels, {}, kFar, {.label = 5}, Progress()).changed, 0U) << "no seed of the label";
}

}  // namespace
}  // namespace valvista::planning
