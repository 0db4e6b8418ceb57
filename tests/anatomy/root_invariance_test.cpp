// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/root_labels.h"
#include "tests/anatomy/root_case.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

using test::gridAround;
using test::RootCase;
using test::tiltedNormal;
using test::voxelise;

/// The same voxels at the same places, stored along other axes: new axis n runs along the old axis order[n],
/// backwards where flips has bit n.
LabelMap storedAs(const LabelMap& map, const std::array<int, 3>& order, int flips) {
  const ImageGeometry& old = map.geometry();
  ImageGeometry geometry;
  Vec3 first;
  for (int axis = 0; axis < 3; ++axis) {
    const int from = order[axis];
    const bool flip = (flips >> axis & 1) != 0;
    geometry.size[axis] = old.size[from];
    geometry.lpsFromIjk.linear.column[axis] = old.lpsFromIjk.linear.column[from] * (flip ? -1.0 : 1.0);
    first[from] = flip ? old.size[from] - 1 : 0;
  }
  geometry.lpsFromIjk.offset = old.lpsFromIjk(first);
  LabelMap stored(geometry);
  Index3 at;
  for (at[2] = 0; at[2] < geometry.size[2]; ++at[2])
    for (at[1] = 0; at[1] < geometry.size[1]; ++at[1])
      for (at[0] = 0; at[0] < geometry.size[0]; ++at[0]) {
        Index3 from;
        for (int axis = 0; axis < 3; ++axis)
          from[order[axis]] = (flips >> axis & 1) != 0 ? geometry.size[axis] - 1 - at[axis] : at[axis];
        if (const std::uint8_t label = map.at(from); label != 0) stored.set(at, label);
      }
  return stored;
}

void expectSame(const RootLabels& result, const RootLabels& reference, const Affine& moved) {
  ASSERT_TRUE(result.interface && result.curve && result.curve->rootEndMm);
  EXPECT_LT(distance(result.interface->plane.origin, moved(reference.interface->plane.origin)), 1e-6);
  EXPECT_LT(distance(result.interface->plane.normal, moved.linear * reference.interface->plane.normal), 1e-6);
  EXPECT_NEAR(*result.curve->rootEndMm, *reference.curve->rootEndMm, 0.02);
  EXPECT_NEAR(*result.curve->firstMaximumMm, *reference.curve->firstMaximumMm, 0.02);
  ASSERT_EQ(result.curve->areaMm2.size(), reference.curve->areaMm2.size());
  for (std::size_t n = 0; n < result.curve->areaMm2.size(); ++n)
    EXPECT_NEAR(result.curve->areaMm2[n], reference.curve->areaMm2[n],
                1e-3 * reference.curve->areaMm2[n] + 1e-6);
  EXPECT_EQ(labelCounts(result.labels), labelCounts(reference.labels));
}

struct Fixture {
  LabelMap map;
  RootLabels reference;
};

Fixture anisotropicCase(DistanceRule rule) {
  RootCase shape;
  shape.annulus = {{4, -3, 9}, tiltedNormal(28, 65)};
  RootLabelOptions options;
  options.rule = rule;
  LabelMap map = voxelise(shape, gridAround(shape, {1.3, 1.1, 1.7}, Mat3{}));
  RootLabels reference = deriveRootLabels(map, options, {}, Progress());
  return {std::move(map), std::move(reference)};
}

TEST(RootInvariance, AllStorageOrders) {
  for (const DistanceRule rule : {DistanceRule::paper, DistanceRule::metric}) {
    const Fixture fixture = anisotropicCase(rule);
    RootLabelOptions options;
    options.rule = rule;
    std::array<int, 3> order{0, 1, 2};
    int orders = 0;
    do {
      for (int flips = 0; flips < 8; ++flips, ++orders) {
        SCOPED_TRACE("order " + std::to_string(order[0]) + std::to_string(order[1]) +
                     std::to_string(order[2]) + " flips " + std::to_string(flips));
        expectSame(deriveRootLabels(storedAs(fixture.map, order, flips), options, {}, Progress()),
                   fixture.reference, {});
      }
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_EQ(orders, 48);
  }
}

TEST(RootInvariance, WorldTurnedMirroredAndMoved) {
  const Fixture fixture = anisotropicCase(DistanceRule::paper);
  for (const double mirror : {1.0, -1.0})
    for (const double angle : {0.0, 0.4, 2.1}) {
      Affine moved{rotation(normalized(Vec3{1, 2, -0.5}), angle), {120, -340, 77}};
      moved.linear.column[0] *= mirror;
      const Index3& size = fixture.map.geometry().size;
      LabelMap map(ImageGeometry{size, moved * fixture.map.geometry().lpsFromIjk});
      for (int k = 0; k < size[2]; ++k) std::ranges::copy(fixture.map.slice(k), map.mutableSlice(k).begin());
      expectSame(deriveRootLabels(map, {}, {}, Progress()), fixture.reference, moved);
    }
}

}  // namespace
}  // namespace valvista::planning
