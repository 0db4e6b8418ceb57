// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/brush.h"

#include "planning/core/random_stream.h"
#include "planning/edit/prism.h"
#include "tests/edit/edit_case.h"

#include <cmath>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

const ImageGeometry kGrid = obliqueGeometry({60, 50, 40}, {0.5, 0.6, 0.9});
const Vec3 kNormal = normalized({0.2, -0.3, 1.0});

TEST(Brush, ASpherePaintsTheVoxelsWithinItsRadius) {
  LabelMap labels(kGrid);
  const Vec3 middle{0.7, -0.4, 1.1};
  const PaintOutcome outcome =
      paintBrush(labels, {}, {BrushShape::sphere, 6.0}, {middle, middle, kNormal}, {.label = 6});
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    EXPECT_EQ(labels.at(ijk), distance(kGrid.lps(ijk), middle) <= 6.0 ? 6 : 0);
  });
  EXPECT_EQ(outcome.changed, labelCounts(labels)[6]);
  EXPECT_NEAR(volumeOf(labels, 6), ballVolume(6.0), 0.01 * ballVolume(6.0));
}

TEST(Brush, AFastStrokeLeavesNoGaps) {
  LabelMap labels(kGrid);
  const Vec3 from{-8, -3, 0}, to{8, 4, 0.5};
  paintBrush(labels, {}, {BrushShape::sphere, 3.0}, {from, to, kNormal}, {.label = 6});
  const Vec3 way = normalized(to - from);
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    const Vec3 off = kGrid.lps(ijk) - from;
    const double along = std::clamp(dot(off, way), 0.0, distance(from, to));
    EXPECT_EQ(labels.at(ijk), norm(off - way * along) <= 3.0 ? 6 : 0);
  });
}

TEST(Brush, ADiscPaintsEveryVoxelThatItsSliceCutsAndNoOther) {
  LabelMap labels(kGrid);
  const Vec3 middle{1, 1, 0};
  paintBrush(labels, {}, {BrushShape::disc, 5.0}, {middle, middle, kNormal}, {.label = 6});
  const double half = halfVoxelAlong(kGrid, kNormal);
  // No hole in the picture of the slice: each of its places lies in a voxel that is painted.
  const PlaneFrame frame = frameOf({middle, kNormal});
  for (double v = -4.0; v <= 4.0; v += 0.25)
    for (double u = -4.0; u <= 4.0; u += 0.25)
      if (std::hypot(u, v) < 4.0) {
        EXPECT_EQ(labels.at(nearestVoxel(kGrid, frame.toLps({u, v}))), 6) << u << " " << v;
      }
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    if (labels.at(ijk) == 0) return;
    const Vec3 off = kGrid.lps(ijk) - middle;
    EXPECT_LE(std::abs(dot(off, kNormal)), half * 1.001);
    EXPECT_LE(norm(off - kNormal * dot(off, kNormal)), 5.001);
  });
}

TEST(Brush, ADiscOnASliceOfTheScanIsOneSliceThick) {
  const ImageGeometry grid = axisAlignedGeometry({30, 30, 9}, {1, 1, 2});
  LabelMap labels(grid);
  for (const double z : {8.0, 7.0}) {  // in the middle of a slice, and half way between two
    const Vec3 at{15, 15, z};
    LabelMap one(grid);
    paintBrush(one, {}, {BrushShape::disc, 5.0}, {at, at, {0, 0, 1}}, {.label = 1});
    const IndexBox box = labelBoxes(one)[1];
    EXPECT_EQ(box.end[2] - box.begin[2], 1) << z;
  }
}

TEST(Brush, HoweverSmallItPaintsTheVoxelUnderTheMouse) {
  LabelMap labels(kGrid);
  const Vec3 at{1.23, 0.77, -0.31};
  paintBrush(labels, {}, {BrushShape::disc, 0.05}, {at, at, kNormal}, {.label = 2});
  EXPECT_EQ(labelCounts(labels)[2], 1U);
  EXPECT_EQ(labels.at(nearestVoxel(kGrid, at)), 2);
}

TEST(Brush, KeepsToTheRulesAndSaysWhyNothingWasPainted) {
  const LabelMap before = drawn(kGrid, [](const Vec3& p) -> std::uint8_t {
    return p.x < -2 ? 1 : p.x < 0 ? 2 : p.x < 2 ? 3 : 0;
  });
  const Volume ct = scanned(kGrid, [](const Vec3& p) { return p.y < 0 ? 300 : 0; });
  PaintRules rules{.label = 6, .hu = HuRange{200, 400}};
  rules.locked.set(1);
  rules.over.reset().set(2).set(0);
  LabelMap labels = before;
  const PaintOutcome outcome = paintBrush(labels, ct, {BrushShape::sphere, 5.0}, {{}, {}, kNormal}, rules);
  PaintOutcome expected;
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    const Vec3 p = kGrid.lps(ijk);
    const bool under = norm(p) <= 5.0, free = before.at(ijk) == 2 || before.at(ijk) == 0;
    EXPECT_EQ(labels.at(ijk), under && free && p.y < 0 ? 6 : before.at(ijk));
    if (!under) return;
    if (before.at(ijk) == 1)
      ++expected.locked;
    else if (before.at(ijk) == 3)
      ++expected.notChosen;
    else if (p.y >= 0)
      ++expected.outsideHu;
    else
      ++expected.changed;
  });
  EXPECT_EQ(outcome.locked, expected.locked);
  EXPECT_EQ(outcome.notChosen, expected.notChosen);
  EXPECT_EQ(outcome.outsideHu, expected.outsideHu);
  EXPECT_EQ(outcome.changed, expected.changed);
  const PaintOutcome again = paintBrush(labels, ct, {BrushShape::sphere, 5.0}, {{}, {}, kNormal}, rules);
  EXPECT_EQ(again.changed, 0U);
  EXPECT_EQ(again.already, expected.changed);
}

TEST(Brush, OverTheBorderOfTheScanItPaintsWhatIsInside) {
  LabelMap labels(kGrid);
  const Vec3 corner = kGrid.lps({0, 0, 0});
  EXPECT_GT(
      paintBrush(labels, {}, {BrushShape::sphere, 4.0}, {corner, corner, kNormal}, {.label = 1}).changed, 0U);
  const Vec3 far = corner + Vec3{1000, 0, 0};
  EXPECT_EQ(paintBrush(labels, {}, {BrushShape::sphere, 4.0}, {far, far, kNormal}, {.label = 1}).changed, 0U);
}

TEST(Brush, SlicesThatDoNotChangeStayShared) {
  LabelMap labels(kGrid);
  const LabelMap before = labels;
  paintBrush(labels, {}, {BrushShape::sphere, 2.0}, {{}, {}, kNormal}, {.label = 1});
  int shared = 0;
  for (int k = 0; k < kGrid.size[2]; ++k)
    shared += std::as_const(labels).slice(k).data() == before.slice(k).data() ? 1 : 0;
  EXPECT_GT(shared, 30);
}

TEST(Brush, AnAdaptiveOneStopsAtTheEdgeOfTheImageAndNotAtNoise) {
  std::uint64_t voxel = 0;
  const auto noise = [&voxel] { return 25.0 * gaussianAt(7, voxel++); };
  // A vessel along x, a wall, and a second vessel behind it.
  const auto inVessel = [](const Vec3& p) { return std::hypot(p.y, p.z) < 4.0; };
  const auto inOther = [](const Vec3& p) { return std::hypot(p.y - 9.0, p.z) < 4.0; };
  const Volume ct =
      scanned(kGrid, [&](const Vec3& p) { return (inVessel(p) || inOther(p) ? 350 : 40) + noise(); });
  LabelMap labels(kGrid);
  const Brush brush{BrushShape::sphere, 7.0, true};
  const PaintOutcome outcome = paintBrush(labels, ct, brush, {{}, {}, kNormal}, {.label = 6});
  std::size_t missed = 0, spilled = 0;
  forEachVoxel(kGrid, [&](const Index3& ijk) {
    const Vec3 p = kGrid.lps(ijk);
    const bool wanted = norm(p) <= 7.0 && inVessel(p), painted = labels.at(ijk) == 6;
    missed += wanted && !painted ? 1 : 0;
    spilled += !wanted && painted ? 1 : 0;
  });
  EXPECT_EQ(spilled, 0U);
  EXPECT_EQ(missed, 0U);
  EXPECT_GT(outcome.notInImage, 100U);
  LabelMap inside(kGrid);
  paintBrush(inside, ct, {BrushShape::sphere, 3.0, true}, {{}, {}, kNormal}, {.label = 6});
  EXPECT_NEAR(volumeOf(inside, 6), ballVolume(3.0), 0.05 * ballVolume(3.0)) << "noise alone is no edge";
}

Polyline circle(const Vec3& middle, const Vec3& normal, double radius) {
  const PlaneFrame frame = frameOf({middle, normal});
  Polyline corners;
  for (int at = 0; at < 90; ++at) {
    const double angle = at * 2 * std::numbers::pi / 90;
    corners.push_back(frame.toLps({radius * std::cos(angle), radius * std::sin(angle)}));
  }
  return corners;
}

TEST(Polygon, FillsTheSliceAsABrushOfItsOutlineWould) {
  LabelMap filled(kGrid), stamped(kGrid);
  const Vec3 middle{1, 1, 0};
  paintPolygon(filled, {}, {circle(middle, kNormal, 5.0), kNormal}, {.label = 6});
  paintBrush(stamped, {}, {BrushShape::disc, 5.0}, {middle, middle, kNormal}, {.label = 6});
  const double apart = std::abs(volumeOf(filled, 6) - volumeOf(stamped, 6));
  EXPECT_LT(apart, 0.01 * volumeOf(stamped, 6));
  EXPECT_EQ(paintPolygon(filled, {}, {{middle, {2, 2, 0}}, kNormal}, {.label = 1}).changed, 0U)
      << "two corners";
}

TEST(Polygon, CrossingLinesEncloseByEvenAndOdd) {
  const ImageGeometry grid = axisAlignedGeometry({40, 40, 3}, {1, 1, 1});
  LabelMap labels(grid);
  const Polyline bow{{5, 5, 1}, {35, 35, 1}, {35, 5, 1}, {5, 35, 1}};
  paintPolygon(labels, {}, {bow, {0, 0, 1}}, {.label = 1});
  EXPECT_EQ(labels.at({8, 20, 1}), 1);
  EXPECT_EQ(labels.at({32, 20, 1}), 1);
  EXPECT_EQ(labels.at({20, 8, 1}), 0);
  EXPECT_EQ(labels.at({20, 32, 1}), 0);
}

TEST(Scissors, CutThroughTheWholeDepthInsideOrOutside) {
  const LabelMap before = drawn(kGrid, [](const Vec3& p) -> std::uint8_t { return p.x < 0 ? 1 : 2; });
  for (const ScissorSide side : {ScissorSide::inside, ScissorSide::outside}) {
    PaintRules rules;
    rules.over.reset().set(1);
    LabelMap labels = before;
    cutWithScissors(labels, {}, {circle({}, kNormal, 4.0), kNormal}, side, rules);
    forEachVoxel(kGrid, [&](const Index3& ijk) {
      const Vec3 p = kGrid.lps(ijk);
      const double off = norm(p - kNormal * dot(p, kNormal));
      if (std::abs(off - 4.0) < 0.02) return;  // between the circle and its corners
      const bool cut = before.at(ijk) == 1 && (off < 4.0) == (side == ScissorSide::inside);
      EXPECT_EQ(labels.at(ijk), cut ? 0 : before.at(ijk));
    });
  }
}

TEST(Scissors, WithAnEyeTheyCutAConeAndNothingBehindIt) {
  const LabelMap before = drawn(kGrid, [](const Vec3&) -> std::uint8_t { return 1; });
  const Vec3 eye = kNormal * -8.0;  // within the labels
  for (const ScissorSide side : {ScissorSide::inside, ScissorSide::outside}) {
    LabelMap labels = before;
    cutWithScissors(labels, {}, {circle(eye + kNormal * 100.0, kNormal, 40.0), kNormal, eye}, side, {});
    std::size_t behind = 0;
    forEachVoxel(kGrid, [&](const Index3& ijk) {
      const Vec3 from = kGrid.lps(ijk) - eye;
      const double along = dot(from, kNormal), off = norm(from - kNormal * along);
      if (std::abs(off - 0.4 * along) < 0.005) return;  // between the circle and its corners
      const bool seen = along > 0, inside = off < 0.4 * along;
      behind += seen ? 0 : 1;
      EXPECT_EQ(labels.at(ijk), seen && inside == (side == ScissorSide::inside) ? 0 : 1);
    });
    EXPECT_GT(behind, 1000U);
  }
}

}  // namespace
}  // namespace valvista::planning
