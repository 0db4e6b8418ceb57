// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_labels.h"
#include "planning/model/tavr_labels.h"
#include "tests/anatomy/root_case.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace valvista::planning {
namespace {

using test::gridAround;
using test::RootCase;
using test::tiltedNormal;
using test::voxelise;

RootLabels derive(const LabelMap& anatomy, const RootLabelOptions& options = {}) {
  return deriveRootLabels(anatomy, options, {}, Progress());
}

const Finding* findingOf(const RootLabels& result, const std::string& id) {
  const auto found = std::find_if(result.findings.begin(), result.findings.end(),
                                  [&](const Finding& finding) { return finding.id == id; });
  return found == result.findings.end() ? nullptr : &*found;
}

RootCase tiltedCase() {
  RootCase shape;
  shape.annulus = {{4, -3, 9}, tiltedNormal(25, 40)};
  return shape;
}

LabelMap voxelised(const RootCase& shape, double spacing = 1.2) {
  return voxelise(shape, gridAround(shape, {spacing, spacing, spacing}, Mat3{}, {0.2, 0.5, 0.3}));
}

/// Gives every voxel the label that `change` makes of its label and its place.
template <class Change>
void relabel(LabelMap& map, Change change) {
  const Index3 size = map.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        const std::uint8_t label = map.at({i, j, k});
        const std::uint8_t changed = change(label, map.geometry().lps({i, j, k}));
        if (changed != label) map.set({i, j, k}, changed);
      }
}

double planeAngle(const RootLabels& result, const RootCase& shape) {
  const double cosine = dot(result.interface->plane.normal, shape.annulus.normal);
  return std::acos(std::min(1.0, cosine)) * 180 / std::numbers::pi;
}

void expectPlaneAndEnd(const RootLabels& result, const RootCase& shape, double millimetres, double degrees) {
  ASSERT_TRUE(result.interface && result.curve && result.curve->rootEndMm);
  EXPECT_LT(std::abs(signedDistance(shape.annulus, result.interface->plane.origin)), millimetres);
  EXPECT_LT(planeAngle(result, shape), degrees);
  EXPECT_NEAR(*result.curve->rootEndMm, shape.profile.endMm, 1.5);
}

TEST(RootRobustness, SpeckleAndHolesDoNotMoveThePlane) {
  const RootCase shape = tiltedCase();
  LabelMap map = voxelised(shape);
  std::mt19937 random(5);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  relabel(map, [&](std::uint8_t label, const Vec3&) -> std::uint8_t {
    const double dice = unit(random);
    if (dice < 0.005) return 1;
    if (dice < 0.010) return 2;
    if (dice < 0.015) return 0;
    return label;
  });
  const RootLabels result = derive(map);
  expectPlaneAndEnd(result, shape, 0.4, 1.5);
  EXPECT_NE(findingOf(result, "aorta.islands"), nullptr);
  EXPECT_NE(findingOf(result, "ventricle.islands"), nullptr);
  // Islands keep their label, and no rule starts from them.
  const Index3 size = map.geometry().size;
  int far = 0;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        const std::uint8_t label = result.labels.at({i, j, k});
        if (label != value(TavrLabel::valve) && label != value(TavrLabel::annulus)) continue;
        if (std::abs(signedDistance(shape.annulus, map.geometry().lps({i, j, k}))) > 8.0) ++far;
      }
  EXPECT_EQ(far, 0);
}

TEST(RootRobustness, VentricleInTwoPieces) {
  const RootCase shape = tiltedCase();
  LabelMap map = voxelised(shape);
  relabel(map, [&](std::uint8_t label, const Vec3& at) -> std::uint8_t {
    const double height = signedDistance(shape.annulus, at);
    return label == 2 && height > -15 && height < -12 ? 0 : label;
  });
  const RootLabels result = derive(map);
  expectPlaneAndEnd(result, shape, 0.3, 1.0);
  const Finding* finding = findingOf(result, "ventricle.pieces");
  ASSERT_NE(finding, nullptr);
  ASSERT_TRUE(finding->locationLps);
  EXPECT_LT(signedDistance(shape.annulus, *finding->locationLps), 0.0);
  const auto before = labelCounts(map), after = labelCounts(result.labels);
  EXPECT_EQ(before[2], after[2] + after[5]) << "both pieces stay left ventricle";
}

TEST(RootRobustness, SlitThroughTheInterfaceKeepsOneAnnulus) {
  const RootCase shape = tiltedCase();
  LabelMap map = voxelised(shape);
  const PlaneFrame frame = frameOf(shape.annulus);
  relabel(map, [&](std::uint8_t label, const Vec3& at) -> std::uint8_t {
    return label == 2 && std::abs(frame.toPlane(at).x - 2.0) < 0.5 ? 0 : label;
  });
  const RootLabels result = derive(map);
  expectPlaneAndEnd(result, shape, 0.3, 1.0);
  EXPECT_LT(distance(result.interface->plane.origin, shape.annulus.origin), 0.8);
}

TEST(RootRobustness, GapIsAFindingInMillimetres) {
  const RootCase shape = tiltedCase();
  LabelMap map = voxelised(shape);
  relabel(map, [&](std::uint8_t label, const Vec3& at) -> std::uint8_t {
    return label == 2 && signedDistance(shape.annulus, at) > -2.5 ? 0 : label;
  });
  const RootLabels result = derive(map);
  EXPECT_FALSE(result.interface);
  EXPECT_FALSE(result.curve);
  const Finding* finding = findingOf(result, "annulus.no_contact");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->severity, Severity::error);
  EXPECT_NE(finding->message.find(" mm apart"), std::string::npos) << finding->message;
  ASSERT_TRUE(finding->locationLps);
  EXPECT_LT(std::abs(signedDistance(shape.annulus, *finding->locationLps) + 1.25), 1.0);
  const auto counts = labelCounts(result.labels);
  EXPECT_GT(counts[value(TavrLabel::valve)], 0U) << "the valve's rule needs no contact";
  EXPECT_EQ(counts[value(TavrLabel::annulus)] + counts[value(TavrLabel::aorticRoot)], 0U);
}

TEST(RootRobustness, FarApartSaysSo) {
  LabelMap map(axisAlignedGeometry({40, 5, 5}, {1, 1, 1}));
  map.set({2, 2, 2}, 1);
  map.set({37, 2, 2}, 2);
  const RootLabels result = derive(map);
  const Finding* finding = findingOf(result, "annulus.no_contact");
  ASSERT_NE(finding, nullptr);
  EXPECT_NE(finding->message.find("more than"), std::string::npos);
}

TEST(RootRobustness, AortaCutByTheFieldOfView) {
  RootCase shape;
  shape.annulus.normal = {0, 0, 1};
  ImageGeometry geometry = gridAround(shape, {1.2, 1.2, 1.2}, Mat3{}, {0.2, 0.5, 0.3});
  const double top = 14.0;  // mm above the annulus: through the sinuses' upper half
  geometry.size[2] = static_cast<int>((top - geometry.lpsFromIjk.offset.z) / 1.2) + 1;
  const RootLabels result = derive(voxelise(shape, geometry));
  ASSERT_TRUE(result.interface && result.curve);
  EXPECT_FALSE(result.curve->rootEndMm);
  const Finding* end = findingOf(result, "root.no_minimum");
  ASSERT_NE(end, nullptr);
  EXPECT_NE(end->message.find("field of view"), std::string::npos);
  EXPECT_EQ(labelCounts(result.labels)[value(TavrLabel::aorticRoot)], 0U);
  int cuts = 0;
  for (const Finding& finding : result.findings) {
    if (finding.id != "aorta.cut") continue;
    ++cuts;
    ASSERT_TRUE(finding.locationLps);
    const bool atTop = finding.message.find("head") != std::string::npos;
    EXPECT_NEAR(finding.locationLps->z, atTop ? top : geometry.lpsFromIjk.offset.z, 1.3);
  }
  EXPECT_EQ(cuts, 3) << "ascending and descending at the top, descending at the bottom";
}

TEST(RootRobustness, CurveEndsBeforeTheFieldOfViewCutsAPlane) {
  RootCase shape;
  shape.annulus.normal = tiltedNormal(50, 15);
  ImageGeometry geometry = gridAround(shape, {1, 1, 1}, Mat3{});
  // The grid's top cuts the tilted aorta askew, from 20 mm above the annulus on.
  geometry.size[2] = static_cast<int>(24.0 - geometry.lpsFromIjk.offset.z);
  const RootLabels result = derive(voxelise(shape, geometry));
  ASSERT_TRUE(result.curve);
  ASSERT_GT(result.curve->areaMm2.size(), 10U);
  EXPECT_LT(result.curve->distanceMm.back(), 26.0);
  for (std::size_t n = 0; n < result.curve->areaMm2.size(); ++n) {
    const double t = result.curve->distanceMm[n];
    const double truth = std::numbers::pi * shape.profile.at(t) * shape.profile.at(t);
    if (t > 3) {
      EXPECT_NEAR(result.curve->areaMm2[n], truth, 0.03 * truth) << t;
    }
  }
}

TEST(RootRobustness, StraightTubeHasNoEnd) {
  for (const double tilt : {0.0, 3.0, 17.0, 45.0, 58.0})
    for (const double spacing : {0.8, 1.5}) {
      RootCase shape;
      shape.profile = {{0, 1}, {13, 13}, 0};
      shape.annulus.normal = tiltedNormal(tilt, 30);
      shape.descendingRadiusMm = 13;
      shape.archHeightMm = 90;  // beyond the reach of the curve
      const RootLabels result = derive(voxelised(shape, spacing));
      ASSERT_TRUE(result.curve) << tilt;
      EXPECT_FALSE(result.curve->rootEndMm) << "tilt " << tilt << " spacing " << spacing;
      EXPECT_NE(findingOf(result, "root.no_minimum"), nullptr);
      EXPECT_EQ(labelCounts(result.labels)[value(TavrLabel::aorticRoot)], 0U);
    }
}

TEST(RootRobustness, TorusArchAndSecondContactAreNotTheAnnulus) {
  const RootCase shape = tiltedCase();
  LabelMap map = voxelised(shape);
  const PlaneFrame frame = frameOf(shape.annulus);
  // A bridge of ventricle to the descending aorta, 8 mm thick.
  relabel(map, [&](std::uint8_t label, const Vec3& at) -> std::uint8_t {
    const Vec2 p = frame.toPlane(at);
    const double height = signedDistance(shape.annulus, at);
    return label == 0 && p.x > 0 && p.x < 60 && std::hypot(p.y, height + 25) < 4 ? 2 : label;
  });
  const RootLabels result = derive(map);
  expectPlaneAndEnd(result, shape, 0.3, 1.0);
  const Finding* finding = findingOf(result, "annulus.second_contact");
  ASSERT_NE(finding, nullptr);
  EXPECT_GT(distance(*finding->locationLps, shape.annulus.origin), 40.0);
}

TEST(RootRobustness, ImplausibleInterfacesAreWarned) {
  RootCase small = tiltedCase();
  small.profile = {{0, 8, 14, 20}, {4, 7, 5, 6}, 14};
  EXPECT_NE(findingOf(derive(voxelised(small, 0.8)), "annulus.size"), nullptr);
  LabelMap bent = voxelised(tiltedCase());
  const RootCase shape = tiltedCase();
  const PlaneFrame frame = frameOf(shape.annulus);
  relabel(bent, [&](std::uint8_t label, const Vec3& at) -> std::uint8_t {
    const Vec2 p = frame.toPlane(at);
    const double bowl = 10.0 * (1.0 - (p.x * p.x + p.y * p.y) / 144.0);
    return label == 1 && std::hypot(p.x, p.y) < 12 && signedDistance(shape.annulus, at) < bowl ? 2 : label;
  });
  EXPECT_NE(findingOf(derive(bent), "annulus.rough"), nullptr);
  EXPECT_EQ(findingOf(derive(voxelised(tiltedCase())), "annulus.rough"), nullptr);
}

TEST(RootRobustness, MissingAndTinyLabelsGiveFindings) {
  EXPECT_NE(findingOf(derive(LabelMap()), "aorta.missing"), nullptr);
  for (const Index3 size : {Index3{1, 1, 1}, {1, 1, 2}, {2, 1, 1}, {1, 3, 1}, {2, 2, 2}, {3, 3, 3}})
    for (std::uint32_t pattern = 0; pattern < 81; ++pattern) {
      LabelMap map(axisAlignedGeometry(size, {1, 1, 1}));
      constexpr std::uint8_t kLabels[] = {0, 1, 2};
      std::uint32_t digits = pattern;
      for (int k = 0; k < size[2]; ++k)
        for (int j = 0; j < size[1]; ++j)
          for (int i = 0; i < size[0]; ++i, digits = digits >= 3 ? digits / 3 : pattern)
            map.set({i, j, k}, kLabels[digits % 3]);
      const RootLabels result = derive(map);
      EXPECT_FALSE(result.curve && result.curve->rootEndMm);
      EXPECT_FALSE(result.findings.empty());
    }
  LabelMap aortaOnly(axisAlignedGeometry({5, 5, 5}, {1, 1, 1}));
  aortaOnly.set({2, 2, 2}, 3);
  const RootLabels result = derive(aortaOnly);
  EXPECT_NE(findingOf(result, "ventricle.missing"), nullptr);
  EXPECT_EQ(result.labels.at({2, 2, 2}), value(TavrLabel::aorta)) << "a root needs a ventricle";
}

TEST(RootRobustness, OtherAnatomyIsKept) {
  const RootCase shape = tiltedCase();
  LabelMap map = voxelised(shape, 1.5);
  int count = 0;
  relabel(map, [&](std::uint8_t label, const Vec3&) -> std::uint8_t {
    return label == 0 && ++count % 7 == 0 ? static_cast<std::uint8_t>(6 + count % 5) : label;
  });
  const auto before = labelCounts(map), after = labelCounts(derive(map).labels);
  for (std::size_t label = 6; label < 12; ++label) EXPECT_EQ(before[label], after[label]) << label;
  EXPECT_EQ(before[1], after[1] + after[3] + after[4]);
}

TEST(RootRobustness, BadOptionsAreNamed) {
  RootLabelOptions options;
  options.curve.reach = Millimetres(std::nan(""));
  try {
    derive(LabelMap(axisAlignedGeometry({2, 2, 2}, {1, 1, 1})), options);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("reach"), std::string::npos);
  }
}

TEST(RootRobustness, CancelStops) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(deriveRootLabels(voxelised(tiltedCase(), 2.0), {}, {}, progress), Cancelled);
}

}  // namespace
}  // namespace valvista::planning
