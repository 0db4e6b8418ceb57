// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/window_grid.h"

#include "planning/core/error.h"

#include <ATen/ATen.h>
#include <cmath>
#include <gtest/gtest.h>

namespace valvista::ml {
namespace {

using Starts = std::vector<int>;

TEST(WindowGrid, StepsAsMonaiDoes) {
  // Worked by hand from MONAI 1.3.2: dense_patch_slices with interval int(roi * (1 - overlap)).
  const WindowGrid quarter = windowGrid({256, 96, 100}, {96, 96, 96}, 0.25);
  EXPECT_EQ(quarter.starts[0], (Starts{0, 72, 144, 160}));
  EXPECT_EQ(quarter.starts[1], (Starts{0}));
  EXPECT_EQ(quarter.starts[2], (Starts{0, 4}));
  const WindowGrid half = windowGrid({256, 112, 65}, {64, 64, 64}, 0.5);
  EXPECT_EQ(half.starts[0], (Starts{0, 32, 64, 96, 128, 160, 192}));
  EXPECT_EQ(half.starts[1], (Starts{0, 32, 48}));
  EXPECT_EQ(half.starts[2], (Starts{0, 1}));
  EXPECT_EQ(windowGrid({5, 4, 4}, {3, 3, 3}, 0.9).starts[0], (Starts{0, 1, 2}))
      << "a step is at least one voxel";
}

TEST(WindowGrid, CountsOfACubeOf256) {
  EXPECT_EQ(windowGrid({256, 256, 256}, {96, 96, 96}, 0.25).count(), 64);
  EXPECT_EQ(windowGrid({256, 256, 256}, {96, 96, 96}, 0.5).count(), 125);
  EXPECT_EQ(windowGrid({256, 256, 256}, {64, 64, 64}, 0.25).count(), 125);
  EXPECT_EQ(windowGrid({256, 256, 256}, {64, 64, 64}, 0.5).count(), 343);
}

TEST(WindowGrid, SmallVolumesArePaddedHalfAndHalf) {
  const WindowGrid grid = windowGrid({50, 97, 11}, {96, 96, 16}, 0.25);
  EXPECT_EQ(grid.paddedSize, (Index3{96, 97, 16}));
  EXPECT_EQ(grid.padBefore, (Index3{23, 0, 2}));
  EXPECT_EQ(grid.starts[0], (Starts{0}));
  EXPECT_EQ(grid.starts[1], (Starts{0, 1}));
}

TEST(WindowGrid, NonsenseIsRefused) {
  EXPECT_THROW(windowGrid({8, 8, 8}, {4, 0, 4}, 0.25), ModelError);
  EXPECT_THROW(windowGrid({8, 8, 8}, {4, 4, 4}, 1.0), ModelError);
  EXPECT_THROW(windowGrid({8, 8, 8}, {4, 4, 4}, std::nan("")), ModelError);
}

TEST(GaussianWeights, FollowTheFormulaAndNeverVanish) {
  const Index3 roi{96, 64, 5};
  const at::Tensor weights = gaussianWeights(roi);
  ASSERT_EQ(weights.sizes(), at::IntArrayRef({96, 64, 5}));
  const auto expected = [&](const Index3& at) {
    double product = 1.0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double sigma = 0.125 * roi[axis], x = at[axis] - 0.5 * (roi[axis] - 1);
      product *= std::exp(-x * x / (2.0 * sigma * sigma));
    }
    return std::max(product, 1e-3);
  };
  for (const Index3& at :
       {Index3{48, 32, 2}, Index3{47, 31, 2}, Index3{30, 40, 1}, Index3{0, 0, 0}, Index3{95, 10, 4}})
    EXPECT_NEAR(weights[at[0]][at[1]][at[2]].item<double>(), expected(at), 1e-7);
  EXPECT_NEAR(weights.min().item<double>(), 1e-3, 1e-9) << "corners are lifted to 0.001";
  EXPECT_TRUE(at::equal(weights, weights.flip({0, 1, 2})));
  // One voxel along an axis: its weight there is 1, and a least value above 0.001 stays.
  EXPECT_NEAR(gaussianWeights({1, 1, 3}).min().item<double>(),
              std::max(1e-3, std::exp(-1.0 / (2 * 0.375 * 0.375))), 1e-7);
}

}  // namespace
}  // namespace valvista::ml
