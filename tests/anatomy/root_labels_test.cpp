// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_labels.h"

#include "planning/model/tavr_labels.h"
#include "tests/anatomy/root_case.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace valvista::planning {
namespace {

using test::gridAround;
using test::RootCase;
using test::tiltedNormal;
using test::voxelise;

const Finding* findingOf(const RootLabels& result, const std::string& id) {
  const auto found = std::find_if(result.findings.begin(), result.findings.end(),
                                  [&](const Finding& finding) { return finding.id == id; });
  return found == result.findings.end() ? nullptr : &*found;
}

RootLabels derive(const LabelMap& anatomy, const RootLabelOptions& options = {}) {
  return deriveRootLabels(anatomy, options, {}, Progress());
}

/// The rules word by word: every voxel against every other.
std::uint8_t ruleAt(const LabelMap& map, const Index3& at, const RootLabelOptions& options) {
  const bool paper = options.rule == DistanceRule::paper;
  const Vec3 spacing = paper ? Vec3{1, 1, 1} : map.geometry().spacing();
  const std::uint8_t label = map.at(at);
  if (!isAorta(label) && !isLeftVentricle(label)) return label;
  double nearest = 1e30;
  const Index3& size = map.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        const std::uint8_t other = map.at({i, j, k});
        if (isAorta(label) ? !isLeftVentricle(other) : !isAorta(other)) continue;
        const Vec3 d{(i - at[0]) * spacing.x, (j - at[1]) * spacing.y, (k - at[2]) * spacing.z};
        nearest = std::min(nearest, norm(d));
      }
  if (isAorta(label)) {
    const double reach = paper ? options.valveVoxels : options.valveDistance.value;
    return nearest <= reach + 1e-9 ? value(TavrLabel::valve) : value(TavrLabel::aorta);
  }
  const double reach = paper ? options.annulusVoxels : options.annulusDistance.value;
  return nearest <= reach + 1e-9 ? value(TavrLabel::annulus) : value(TavrLabel::leftVentricle);
}

/// Two lumpy bodies that touch or nearly touch, with bits of other anatomy.
LabelMap randomBodies(std::mt19937& random, const Vec3& spacing) {
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const ImageGeometry geometry = axisAlignedGeometry({17, 15, 13}, spacing);
  LabelMap map(geometry);
  const double bend = unit(random) * 4, middle = 5 + unit(random) * 4, gap = unit(random) < 0.3 ? 2.0 : 0.0;
  for (int k = 0; k < 13; ++k)
    for (int j = 0; j < 15; ++j)
      for (int i = 0; i < 17; ++i) {
        const double height = k - middle - bend * std::sin(0.5 * i) * std::cos(0.4 * j);
        if (std::hypot(i - 8, j - 7) > 7.2) continue;
        map.set({i, j, k}, height < -gap ? 2 : height > 0 ? 1 : unit(random) < 0.5 ? 9 : 0);
      }
  return map;
}

TEST(RootLabels, RulesMatchTheirDefinitionVoxelByVoxel) {
  std::mt19937 random(11);
  for (const Vec3 spacing : {Vec3{1, 1, 1}, Vec3{0.7, 0.7, 1.5}, Vec3{0.5, 0.9, 2.0}})
    for (const DistanceRule rule : {DistanceRule::paper, DistanceRule::metric})
      for (int sample = 0; sample < 4; ++sample) {
        const LabelMap map = randomBodies(random, spacing);
        RootLabelOptions options;
        options.rule = rule;
        const RootLabels result = derive(map, options);
        int wrong = 0;
        for (int k = 0; k < 13; ++k)
          for (int j = 0; j < 15; ++j)
            for (int i = 0; i < 17; ++i) {
              std::uint8_t derived = result.labels.at({i, j, k});
              if (derived == value(TavrLabel::aorticRoot)) derived = value(TavrLabel::aorta);
              if (derived != ruleAt(map, {i, j, k}, options)) ++wrong;
            }
        EXPECT_EQ(wrong, 0) << "sample " << sample << " spacing " << spacing.z;
      }
}

TEST(RootLabels, PlaneAndRootLengthOverSpacingAndTilt) {
  for (const double spacing : {0.8, 1.0, 1.5})
    for (const double tilt : {0.0, 20.0, 40.0, 60.0}) {
      SCOPED_TRACE("spacing " + std::to_string(spacing) + " tilt " + std::to_string(tilt));
      RootCase shape;
      shape.annulus = {{3.3, -7.1, 11.7}, tiltedNormal(tilt, 33.0)};
      const LabelMap map = voxelise(shape, gridAround(shape, {spacing, spacing, spacing}, Mat3{},
                                                      {0.3 * spacing, 0.1 * spacing, 0.3 * spacing}));
      const RootLabels result = derive(map);
      ASSERT_TRUE(result.interface && result.curve && result.curve->rootEndMm);
      const Plane& plane = result.interface->plane;
      // Labels say of a plane along their grid no more than between which two layers it lies.
      const double offsetBound = tilt == 0.0 ? spacing / 2 + 1e-9 : 0.1;
      EXPECT_LT(std::abs(signedDistance(shape.annulus, plane.origin)), offsetBound);
      EXPECT_LT(std::acos(std::min(1.0, dot(plane.normal, shape.annulus.normal))) * 180 / std::numbers::pi,
                1.0);
      EXPECT_LT(distance(plane.origin, shape.annulus.origin), 0.5);
      EXPECT_NEAR(*result.curve->rootEndMm, shape.profile.endMm, spacing <= 1.0 ? 1.0 : 1.5);
      EXPECT_EQ(findingOf(result, "root.no_minimum"), nullptr);
    }
}

TEST(RootLabels, RootLiesBetweenAnnulusAndEndAndOutsideTheValve) {
  RootCase shape;
  shape.annulus.normal = tiltedNormal(30, 20);
  const LabelMap map = voxelise(shape, gridAround(shape, {1, 1, 1}, Mat3{}));
  const RootLabels result = derive(map);
  ASSERT_TRUE(result.curve && result.curve->rootEndMm);
  const auto counts = labelCounts(result.labels);
  EXPECT_GT(counts[value(TavrLabel::aorticRoot)], 5000U);
  EXPECT_GT(counts[value(TavrLabel::valve)], 1000U);
  EXPECT_GT(counts[value(TavrLabel::annulus)], 300U);
  const Index3& size = map.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        if (result.labels.at({i, j, k}) != value(TavrLabel::aorticRoot)) continue;
        const Vec3 at = map.geometry().lps({i, j, k});
        const double height = signedDistance(result.interface->plane, at);
        ASSERT_GE(height, -1e-5);
        ASSERT_LE(height, *result.curve->rootEndMm + 1e-9);
        ASSERT_LT(distance(at, shape.annulus.origin + shape.annulus.normal * height), 20.0)
            << "descending aorta";
      }
}

TEST(RootLabels, DerivingAgainChangesNothing) {
  RootCase shape;
  const RootLabels once = derive(voxelise(shape, gridAround(shape, {1.5, 1.5, 1.5}, Mat3{})));
  const RootLabels twice = derive(once.labels);
  for (int k = 0; k < once.labels.geometry().size[2]; ++k)
    ASSERT_TRUE(std::ranges::equal(once.labels.slice(k), twice.labels.slice(k)));
}

TEST(RootLabels, PinnedLabelsAreWhereTheyWereDrawn) {
  RootCase shape;
  const RootLabels rules = derive(voxelise(shape, gridAround(shape, {1.5, 1.5, 1.5}, Mat3{})));
  const Index3& size = rules.labels.geometry().size;
  for (const TavrLabel pinned : {TavrLabel::aorticRoot, TavrLabel::valve, TavrLabel::annulus}) {
    // Half of the label is taken away and a corner of the scan is given to it.
    LabelMap drawn = rules.labels;
    const std::uint8_t rest = value(isAorta(value(pinned)) ? TavrLabel::aorta : TavrLabel::leftVentricle);
    for (int k = 0; k < size[2]; ++k)
      for (int j = 0; j < size[1]; ++j)
        for (int i = 0; i < size[0]; i += 2)
          if (drawn.at({i, j, k}) == value(pinned)) drawn.set({i, j, k}, rest);
    drawn.set({0, 0, 0}, value(pinned));
    const RootLabels kept = deriveRootLabels(drawn, {}, {}, Progress(), {value(pinned)});
    std::size_t lost = 0;
    for (int k = 0; k < size[2]; ++k)
      for (int j = 0; j < size[1]; ++j)
        for (int i = 0; i < size[0]; ++i) {
          const std::uint8_t is = kept.labels.at({i, j, k}), was = rules.labels.at({i, j, k});
          ASSERT_EQ(is == value(pinned), drawn.at({i, j, k}) == value(pinned));
          if (was != value(pinned) && is != value(pinned)) {
            ASSERT_EQ(is, was) << "only the pinned label differs";
          }
          lost += was == value(pinned) && is != value(pinned) ? 1 : 0;
        }
    EXPECT_GT(lost, 20U);
    EXPECT_EQ(kept.annulusPlane->origin, rules.annulusPlane->origin);
    EXPECT_EQ(kept.rootEndMm, rules.rootEndMm);
  }
}

}  // namespace
}  // namespace valvista::planning
