// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_curve.h"

#include "planning/anatomy/root_labels.h"
#include "planning/model/tavr_labels.h"
#include "tests/anatomy/root_case.h"

#include <gtest/gtest.h>
#include <numeric>

namespace valvista::planning {
namespace {

using test::gridAround;
using test::RadiusProfile;
using test::RootCase;
using test::tiltedNormal;
using test::voxelise;

double areaAt(const RadiusProfile& profile, double t) {
  return std::numbers::pi * profile.at(t) * profile.at(t);
}

TEST(RootCurve, AreaFollowsTheLumenInEveryPlane) {
  for (const Vec3 spacing : {Vec3{0.7, 0.7, 0.7}, Vec3{0.6, 0.6, 1.5}})
    for (const double tilt : {0.0, 31.0, 57.0}) {
      RootCase shape;
      shape.annulus.normal = tiltedNormal(tilt, 20);
      const LabelMap map = voxelise(shape, gridAround(shape, spacing, Mat3{}, {0.1, 0.2, 0.2}));
      const RootCurve curve = computeRootCurve(map, shape.annulus, {}, Progress());
      ASSERT_GT(curve.areaMm2.size(), 40U);
      // Along the grid a plane's section is that of the voxel's layer, whose centre is up to half a step
      // away.
      const double half = (curve.distanceMm[1] - curve.distanceMm[0]) / 2;
      for (std::size_t n = 0; n < curve.areaMm2.size(); ++n) {
        const double t = curve.distanceMm[n];
        if (t < 3 || t > 50) continue;
        const auto [low, high] = std::minmax(
            {areaAt(shape.profile, t - half), areaAt(shape.profile, t), areaAt(shape.profile, t + half)});
        EXPECT_GT(curve.areaMm2[n], 0.98 * low) << "tilt " << tilt << " at " << t;
        EXPECT_LT(curve.areaMm2[n], 1.02 * high) << "tilt " << tilt << " at " << t;
      }
    }
}

TEST(RootCurve, TheReachDoesNotCutTheLastPlane) {
  RootCase shape;
  shape.annulus.normal = tiltedNormal(45, 0);
  const LabelMap map = voxelise(shape, gridAround(shape, {1, 1, 1}, Mat3{}));
  RootCurveOptions near;
  near.reach = Millimetres(45.0);
  const RootCurve cut = computeRootCurve(map, shape.annulus, near, Progress());
  const RootCurve whole = computeRootCurve(map, shape.annulus, {}, Progress());
  ASSERT_GT(cut.areaMm2.size(), 55U);
  ASSERT_GT(whole.areaMm2.size(), cut.areaMm2.size());
  EXPECT_NEAR(cut.areaMm2.back(), whole.areaMm2[cut.areaMm2.size() - 1], 1e-6);
}

TEST(RootCurve, CountIsTheNumberOfVoxelsAbovePlane) {
  RootCase shape;
  shape.annulus.normal = tiltedNormal(35, 50);
  const LabelMap map = voxelise(shape, gridAround(shape, {1, 1, 1}, Mat3{}));
  RootCurveOptions options;
  options.literalCount = true;
  const RootCurve curve = computeRootCurve(map, shape.annulus, options, Progress());
  const double step = curve.distanceMm[1] - curve.distanceMm[0];
  EXPECT_NEAR(curve.distanceMm[0], step / 2, 1e-12);
  std::vector<std::size_t> counted(curve.voxels.size(), 0);
  const Index3& size = map.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        if (!isAorta(map.at({i, j, k}))) continue;
        const double slab = std::floor(signedDistance(shape.annulus, map.geometry().lps({i, j, k})) / step);
        if (slab >= 0 && slab < static_cast<double>(counted.size()))
          ++counted[static_cast<std::size_t>(slab)];
      }
  EXPECT_EQ(counted, curve.voxels);
}

TEST(RootCurve, DescendingAortaEntersOnlyTheLiteralCount) {
  RootCase shape;
  shape.annulus.normal = tiltedNormal(20, 70);
  const LabelMap map = voxelise(shape, gridAround(shape, {1, 1, 1}, Mat3{}));
  const RootCurve own = computeRootCurve(map, shape.annulus, {}, Progress());
  RootCurveOptions literal;
  literal.literalCount = true;
  const RootCurve all = computeRootCurve(map, shape.annulus, literal, Progress());
  const double descending = std::numbers::pi * shape.descendingRadiusMm * shape.descendingRadiusMm;
  ASSERT_EQ(own.areaMm2.size(), all.areaMm2.size());
  for (std::size_t n = 0; n < own.areaMm2.size(); ++n)
    if (own.distanceMm[n] > 3 && own.distanceMm[n] < 50) {
      EXPECT_NEAR(all.areaMm2[n] - own.areaMm2[n], descending, 0.06 * descending) << own.distanceMm[n];
    }
}

TEST(RootCurve, WaistIsFoundWhereItIsHoweverItIsShaped) {
  // Steep and short below, flat above: a moving average alone is off by more than a millimetre here.
  const std::vector<RadiusProfile> profiles{{{0, 9, 18, 40}, {12, 17, 13, 15.5}, 18},
                                            {{0, 8, 24, 30}, {11, 14.5, 12.5, 14}, 24},
                                            {{0, 11, 22, 30.7}, {12, 16.5, 14, 15.5}, 22}};
  for (const RadiusProfile& profile : profiles)
    for (const double spacing : {1.0, 1.5})
      for (const double tilt : {12.0, 50.0}) {
        RootCase shape;
        shape.profile = profile;
        shape.annulus.normal = tiltedNormal(tilt, 25);
        const LabelMap map = voxelise(shape, gridAround(shape, {spacing, spacing, spacing}, Mat3{}));
        const RootCurve curve = computeRootCurve(map, shape.annulus, {}, Progress());
        ASSERT_TRUE(curve.rootEndMm);
        EXPECT_NEAR(*curve.rootEndMm, profile.endMm, spacing <= 1.0 ? 1.0 : 1.5) << spacing << ' ' << tilt;
        EXPECT_NEAR(*curve.firstMaximumMm, profile.heightMm[1], 1.0);
      }
}

TEST(RootCurve, SmoothedAreaIsTheMovingAverage) {
  RootCase shape;
  const LabelMap map = voxelise(shape, gridAround(shape, {1, 1, 1}, Mat3{}));
  RootCurveOptions options;
  options.smoothingWindow = Millimetres(3.0);
  const RootCurve curve = computeRootCurve(map, shape.annulus, options, Progress());
  for (std::size_t n = 1; n + 1 < curve.areaMm2.size(); ++n)
    EXPECT_NEAR(curve.smoothedAreaMm2[n],
                (curve.areaMm2[n - 1] + curve.areaMm2[n] + curve.areaMm2[n + 1]) / 3, 1e-9);
  EXPECT_EQ(curve.smoothedAreaMm2.front(), curve.areaMm2.front());
}

TEST(RootCurve, WithoutAVentricleItStartsNearestToTheOrigin) {
  RootCase shape;
  shape.annulus.normal = tiltedNormal(15, 0);
  LabelMap map = voxelise(shape, gridAround(shape, {1.5, 1.5, 1.5}, Mat3{}));
  const RootCurve with = computeRootCurve(map, shape.annulus, {}, Progress());
  for (int k = 0; k < map.geometry().size[2]; ++k)
    for (std::uint8_t& label : map.mutableSlice(k))
      if (label == 2) label = 0;
  const RootCurve without = computeRootCurve(map, shape.annulus, {}, Progress());
  EXPECT_EQ(with.voxels, without.voxels);
}

TEST(RootCurve, NothingToCountIsAnEmptyCurve) {
  const RootCurve curve =
      computeRootCurve(LabelMap(axisAlignedGeometry({4, 4, 4}, {1, 1, 1})), Plane{}, {}, Progress());
  EXPECT_TRUE(curve.areaMm2.empty());
  EXPECT_FALSE(curve.rootEndMm);
  EXPECT_TRUE(computeRootCurve(LabelMap(), Plane{}, {}, Progress()).areaMm2.empty());
}

}  // namespace
}  // namespace valvista::planning
