// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/label_resample.h"

#include "tests/ml/ct_phantom.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::ml {
namespace {

/// Logits of two classes of a ball: the distance to its surface, squashed as a trained network does.
at::Tensor ballLogits(const ModelGrid& grid, const ImageGeometry& ct, const Vec3& centre, double radius) {
  at::Tensor logits = at::zeros({2, grid.size[0], grid.size[1], grid.size[2]});
  auto values = logits.accessor<float, 4>();
  for (int d = 0; d < grid.size[0]; ++d)
    for (int h = 0; h < grid.size[1]; ++h)
      for (int w = 0; w < grid.size[2]; ++w) {
        Vec3 ijk;
        const Index3 at{d, h, w};
        for (int axis = 0; axis < 3; ++axis) {
          const auto a = static_cast<std::size_t>(axis);
          const double along = grid.ctPosition(axis, at[a]);
          ijk[grid.ctAxis[a]] = grid.flipped[a] ? grid.ctSize[a] - 1 - along : along;
        }
        const double inside = radius - distance(ct.lpsFromIjk(ijk), centre);
        values[1][d][h][w] = static_cast<float>(4.0 * std::tanh(inside / 1.5));
        values[0][d][h][w] = -values[1][d][h][w];
      }
  return logits;
}

LabelMap resampled(const at::Tensor& logits, const ImageGeometry& ct, const ModelGrid& grid, int streamAxis,
                   int rowsAtOnce) {
  LabelResampler resampler(ct, grid, {0, 5}, streamAxis);
  const int rows = grid.size[static_cast<std::size_t>(streamAxis)];
  for (int row = 0; row < rows; row += rowsAtOnce)
    resampler.add(row, logits.slice(streamAxis + 1, row, std::min(rows, row + rowsAtOnce)));
  return resampler.finish();
}

struct Ball {
  double voxels = 0.0;
  Vec3 centroid;
};
Ball ballOf(const LabelMap& labels) {
  Ball ball;
  const Index3& size = labels.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i)
        if (labels.at({i, j, k}) == 5) {
          ball.voxels += 1;
          ball.centroid += labels.geometry().lps({i, j, k});
        }
  ball.centroid *= 1.0 / ball.voxels;
  return ball;
}

TEST(LabelResample, BallComesBackInPlaceAndSize) {
  const ImageGeometry ct = axisAlignedGeometry({64, 60, 56}, {0.8, 0.8, 0.8}, {10, -20, 30});
  const Vec3 centre = ct.lpsFromIjk({30.3, 28.8, 27.4});
  const double radius = 16.0;
  for (const double spacing : {0.5, 0.8, 1.5}) {
    const ModelGrid grid = modelGrid(ct, {"RAS", {spacing, spacing, spacing}});
    const Ball ball = ballOf(resampled(ballLogits(grid, ct, centre, radius), ct, grid, 2, 7));
    EXPECT_LT(distance(ball.centroid, centre), 0.1 * 0.8) << spacing;
    const double foundRadius = std::cbrt(ball.voxels * ct.voxelVolume() * 3.0 / (4.0 * std::numbers::pi));
    EXPECT_NEAR(foundRadius, radius, 0.1 * 0.8) << spacing;
  }
}

TEST(LabelResample, EveryStorageOrderAndStreamAxisAgrees) {
  ImageGeometry ct = axisAlignedGeometry({30, 26, 22}, {0.7, 0.9, 1.1}, {1, 2, 3});
  ct.lpsFromIjk.linear = rotation(normalized({1, 1, 3}), 0.4) * ct.lpsFromIjk.linear;
  const Vec3 centre = ct.lpsFromIjk({14, 12.5, 9.8});
  const ModelFrame frame{"PIR", {1.6, 1.2, 1.4}};
  const ModelGrid canonicalGrid = modelGrid(ct, frame);
  const at::Tensor logits = ballLogits(canonicalGrid, ct, centre, 7.0);
  const LabelMap canonical = resampled(logits, ct, canonicalGrid, 0, 3);
  ASSERT_GT(ballOf(canonical).voxels, 1000);
  int streamAxis = 0;
  for (const tests::StorageOrder& storage : tests::storageOrders()) {
    const ImageGeometry other = tests::reordered(ct, storage);
    const LabelMap labels = resampled(logits, other, modelGrid(other, frame), streamAxis++ % 3, 4);
    EXPECT_GE(tests::leastDice(canonical, labels, storage), 0.9999);
  }
}

TEST(LabelResample, SmallestGrids) {
  const ImageGeometry ct = axisAlignedGeometry({1, 3, 1}, {1, 1, 1});
  const ModelGrid grid = modelGrid(ct, {"LPS", {5, 5, 5}});
  ASSERT_EQ(grid.size, (Index3{1, 1, 1}));
  at::Tensor logits = at::zeros({2, 1, 1, 1});
  logits[1].fill_(1.0F);
  EXPECT_EQ(labelCounts(resampled(logits, ct, grid, 1, 1))[5], 3U);
  EXPECT_EQ(labelCounts(resampled(at::zeros({2, 1, 1, 1}), ct, grid, 1, 1))[0], 3U) << "a tie is background";
}

TEST(LabelResample, BeyondTheOutermostVoxelTheNearestCounts) {
  const ImageGeometry ct = axisAlignedGeometry({12, 12, 12}, {1, 1, 1});
  const ModelGrid grid = modelGrid(ct, {"LPS", {4, 4, 4}});  // voxels of the CT at 1.5, 5.5 and 9.5
  for (int axis = 0; axis < 3; ++axis)
    for (const int border : {0, 2}) {
      at::Tensor logits = at::zeros({2, 3, 3, 3});
      logits[1].fill_(-1.0F).select(axis, border).fill_(3.0F);
      for (int streamAxis = 0; streamAxis < 3; ++streamAxis) {
        const LabelMap labels = resampled(logits, ct, grid, streamAxis, 2);
        // From 3 to -1 over four voxels: the edge lies three voxels from the row.
        EXPECT_EQ(labelCounts(labels)[5], 12U * 12U * 5U);
        Index3 at{6, 6, 6};
        at[static_cast<std::size_t>(axis)] = border == 0 ? 0 : 11;
        EXPECT_EQ(labels.at(at), 5) << "axis " << axis << ", border " << border << ", along " << streamAxis;
      }
    }
}

TEST(LabelResample, EdgesRunBetweenTheVoxelsOfACoarserGrid) {
  // A plane across the diagonal of a grid four times as coarse: nearest neighbours would make steps of four
  // voxels.
  const ImageGeometry ct = axisAlignedGeometry({48, 48, 8}, {1, 1, 1});
  const ModelGrid grid = modelGrid(ct, {"LPS", {4, 4, 4}});
  at::Tensor logits = at::zeros({2, 12, 12, 2});
  for (int d = 0; d < 12; ++d)
    for (int h = 0; h < 12; ++h)
      logits[1][d][h].fill_(grid.ctPosition(0, d) - 0.5 * grid.ctPosition(1, h) - 9.3);
  const LabelMap labels = resampled(logits, ct, grid, 0, 12);
  int wrong = 0;
  for (int j = 2; j < 46; ++j)
    for (int i = 2; i < 46; ++i) wrong += (labels.at({i, j, 4}) == 5) != (i - 0.5 * j - 9.3 > 0) ? 1 : 0;
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace valvista::ml
