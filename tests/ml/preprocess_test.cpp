// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/preprocess.h"

#include "planning/core/error.h"
#include "tests/ml/ct_phantom.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::ml {
namespace {

using tests::ctOf;

IndexBox wholeOf(const ModelGrid& grid) {
  return {{0, 0, 0}, grid.size};
}

/// Where a voxel of the grid lies in the patient, from what the grid says about the CT's voxels.
Vec3 lpsOf(const ModelGrid& grid, const ImageGeometry& ct, const Index3& at) {
  Vec3 ijk;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double along = grid.ctPosition(static_cast<int>(axis), at[axis]);
    ijk[grid.ctAxis[axis]] = grid.flipped[axis] ? grid.ctSize[axis] - 1 - along : along;
  }
  return ct.lpsFromIjk(ijk);
}

ImageGeometry obliqueGeometry() {
  ImageGeometry geometry = axisAlignedGeometry({21, 17, 13}, {0.9, 1.1, 1.7}, {-30, 12, 400});
  const Mat3 turn = rotation(normalized({1, 2, 0.5}), 0.5);
  geometry.lpsFromIjk.linear = turn * geometry.lpsFromIjk.linear;
  return geometry;
}

TEST(ModelGrid, AxesPointWhereTheOrientationSays) {
  const ImageGeometry ct = axisAlignedGeometry({10, 20, 30}, {2, 1, 0.5});
  const ModelGrid grid = modelGrid(ct, {"SRA", {1, 1, 1}});
  EXPECT_EQ(grid.ctAxis, (std::array<int, 3>{2, 0, 1}));
  EXPECT_EQ(grid.flipped, (std::array<bool, 3>{false, true, true}));
  EXPECT_EQ(grid.size, (Index3{15, 20, 20}));
  EXPECT_EQ(grid.ctSize, (Index3{30, 10, 20}));
  const Vec3 up = lpsOf(grid, ct, {1, 0, 0}) - lpsOf(grid, ct, {0, 0, 0});
  EXPECT_NEAR(distance(up, {0, 0, 1}), 0.0, 1e-12);
  const Vec3 right = lpsOf(grid, ct, {0, 1, 0}) - lpsOf(grid, ct, {0, 0, 0});
  EXPECT_NEAR(distance(right, {-1, 0, 0}), 0.0, 1e-12) << "R is the negative side of LPS";
}

TEST(ModelGrid, AllStorageOrdersGiveOneGridAboutTheCentre) {
  for (const bool oblique : {false, true}) {
    const ImageGeometry ct =
        oblique ? obliqueGeometry() : axisAlignedGeometry({21, 17, 13}, {0.9, 1.1, 1.7}, {5, 6, 7});
    const ModelFrame frame{"PIR", {1.5, 1.3, 2.1}};
    const ModelGrid canonical = modelGrid(ct, frame);
    const Vec3 centre = ct.lpsFromIjk({10, 8, 6});
    const Vec3 first = lpsOf(canonical, ct, {0, 0, 0});
    const Vec3 last =
        lpsOf(canonical, ct, {canonical.size[0] - 1, canonical.size[1] - 1, canonical.size[2] - 1});
    EXPECT_NEAR(distance((first + last) * 0.5, centre), 0.0, 1e-9);
    for (const tests::StorageOrder& storage : tests::storageOrders()) {
      const ImageGeometry other = tests::reordered(ct, storage);
      const ModelGrid grid = modelGrid(other, frame);
      ASSERT_EQ(grid.size, canonical.size);
      for (const Index3& at : {Index3{0, 0, 0}, Index3{3, 4, 5}})
        EXPECT_NEAR(distance(lpsOf(grid, other, at), lpsOf(canonical, ct, at)), 0.0, 1e-9);
    }
  }
}

TEST(ModelGrid, HalfWayBetweenTwoAxesEveryStorageOrderChoosesAlike) {
  ImageGeometry ct = axisAlignedGeometry({9, 9, 9}, {1, 1, 1});
  ct.lpsFromIjk.linear = rotation({0, 0, 1}, std::numbers::pi / 4.0) * ct.lpsFromIjk.linear;
  const ModelGrid canonical = modelGrid(ct, {"LPS", {1, 1, 1}});
  for (const tests::StorageOrder& storage : tests::storageOrders()) {
    const ImageGeometry other = tests::reordered(ct, storage);
    EXPECT_NEAR(distance(lpsOf(modelGrid(other, {"LPS", {1, 1, 1}}), other, {0, 1, 2}),
                         lpsOf(canonical, ct, {0, 1, 2})),
                0.0, 1e-9);
  }
}

TEST(ModelGrid, NonsenseIsRefused) {
  const ImageGeometry ct = axisAlignedGeometry({4, 4, 4}, {1, 1, 1});
  for (const char* orientation : {"", "RA", "RLS", "RAX", "RASS", "ras"})
    EXPECT_THROW(modelGrid(ct, {orientation, {1, 1, 1}}), ModelError) << orientation;
  EXPECT_THROW(modelGrid(ct, {"RAS", {1, 0, 1}}), ModelError);
}

TEST(CtSampler, KeepsVoxelsWhereTheGridsCoincide) {
  const ImageGeometry geometry = axisAlignedGeometry({7, 6, 5}, {1, 1, 1});
  const Volume ct = ctOf(geometry, [](const Vec3& p) { return p.x + 10 * p.y + 100 * p.z; });
  const at::Tensor hu = CtSampler(ct, modelGrid(geometry, {"LPS", {1, 1, 1}})).sample({{0, 0, 0}, {7, 6, 5}});
  for (int i = 0; i < 7; ++i)
    for (int j = 0; j < 6; ++j)
      for (int k = 0; k < 5; ++k) EXPECT_EQ(hu[i][j][k].item<float>(), ct.at({i, j, k}));
}

TEST(CtSampler, IsExactOnLinearHuFinerAndCoarser) {
  const ImageGeometry geometry = obliqueGeometry();
  const auto hu = [](const Vec3& p) { return 10.0 * p.x - 7.0 * p.y + 5.0 * (p.z - 400.0) + 500.0; };
  const Volume ct = ctOf(geometry, hu);
  for (const double spacing : {0.7, 2.6}) {
    const ModelGrid grid = modelGrid(geometry, {"RAS", {spacing, spacing, spacing}});
    const at::Tensor sampled = CtSampler(ct, grid).sample(wholeOf(grid)).contiguous();
    // At the border the nearest voxel counts.
    const int margin = spacing < 1.0 ? 3 : 1;
    double worst = 0.0;
    for (int d = margin; d < grid.size[0] - margin; ++d)
      for (int h = margin; h < grid.size[1] - margin; ++h)
        for (int w = margin; w < grid.size[2] - margin; ++w)
          worst = std::max(worst,
                           std::abs(sampled[d][h][w].item<float>() - hu(lpsOf(grid, geometry, {d, h, w}))));
    EXPECT_LT(worst, 0.6) << spacing << ": rounding to whole HU costs half a unit";
  }
}

TEST(CtSampler, CoarserGridAveragesWhatItCannotShow) {
  // Stripes of one voxel: half the sampling rate sees nothing but their mean.
  const ImageGeometry geometry = axisAlignedGeometry({40, 8, 8}, {1, 1, 1});
  const Volume ct = ctOf(geometry, [](const Vec3& p) { return std::lround(p.x) % 2 == 0 ? 100.0 : 300.0; });
  const ModelGrid grid = modelGrid(geometry, {"LPS", {2, 1, 1}});
  const at::Tensor hu = CtSampler(ct, grid).sample({{2, 2, 2}, {18, 6, 6}});
  EXPECT_NEAR(hu.min().item<float>(), 200.0, 1.0);
  EXPECT_NEAR(hu.max().item<float>(), 200.0, 1.0);
}

TEST(CtSampler, PaddingIsAirAndBordersGoOn) {
  const ImageGeometry geometry = axisAlignedGeometry({4, 4, 4}, {1, 1, 1});
  const Volume padding = ctOf(geometry, [](const Vec3&) { return kPaddingHu; });
  const ModelGrid fine = modelGrid(geometry, {"LPS", {0.4, 0.4, 0.4}});
  EXPECT_EQ(CtSampler(padding, fine).sample(wholeOf(fine)).min().item<float>(), -1024.0F);
  const Volume even = ctOf(geometry, [](const Vec3&) { return 321.0; });
  EXPECT_NEAR(CtSampler(even, fine).sample(wholeOf(fine)).sub(321.0).abs().max().item<float>(), 0.0, 1e-3);
}

TEST(CtSampler, PartsAreCutFromTheWhole) {
  const ImageGeometry geometry = obliqueGeometry();
  const Volume ct =
      ctOf(geometry, [](const Vec3& p) { return 300.0 * std::sin(p.x) + 200.0 * std::cos(0.7 * p.y * p.z); });
  const ModelGrid grid = modelGrid(geometry, {"IPL", {1.4, 1.2, 0.8}});
  const CtSampler sampler(ct, grid);
  const at::Tensor whole = sampler.sample(wholeOf(grid));
  const IndexBox box{{1, 3, 2}, {grid.size[0] - 1, 7, grid.size[2]}};
  const at::Tensor part = whole.slice(0, 1, grid.size[0] - 1).slice(1, 3, 7).slice(2, 2);
  EXPECT_TRUE(at::equal(sampler.sample(box), part));
}

TEST(CtSampler, BelowLooksAtEveryVoxelThatTakesPart) {
  const ImageGeometry geometry = axisAlignedGeometry({20, 20, 20}, {1, 1, 1});
  std::vector<std::int16_t> voxels(geometry.voxelCount(), -1000);
  const Index3 dense{7, 8, 9};
  voxels[static_cast<std::size_t>((dense[2] * 20 + dense[1]) * 20 + dense[0])] = 0;
  const Volume ct(geometry, std::move(voxels));
  const ModelGrid grid = modelGrid(geometry, {"RAI", {2, 2, 2}});
  const CtSampler sampler(ct, grid);
  int seen = 0;
  for (int d = 0; d < 10; ++d)
    for (int h = 0; h < 10; ++h)
      for (int w = 0; w < 10; ++w) {
        const IndexBox box{{d, h, w}, {d + 1, h + 1, w + 1}};
        const bool takesPart = sampler.sample(box).item<float>() > -1000.0F;
        EXPECT_TRUE(!takesPart || !sampler.isBelow(box, kAirHu));
        seen += sampler.isBelow(box, kAirHu) ? 0 : 1;
      }
  EXPECT_EQ(seen, 8) << "a tent of two voxels to either side reaches two voxels of the grid along each axis";
}

TEST(IntensityScale, MapsTheWindow) {
  at::Tensor hu = at::tensor({-1000.0F, -57.0F, 53.5F, 164.0F, 3000.0F});
  IntensityScale::toRange(-57, 164).applyTo(hu);
  EXPECT_TRUE(at::allclose(hu, at::tensor({0.0F, 0.0F, 0.5F, 1.0F, 1.0F}), 0, 1e-6));
  hu = at::tensor({-1000.0F, 100.0F, 3000.0F});
  IntensityScale::zScore(-200, 400, 100, 150).applyTo(hu);
  EXPECT_TRUE(at::allclose(hu, at::tensor({-2.0F, 0.0F, 2.0F}), 0, 1e-6));
}

}  // namespace
}  // namespace valvista::ml
