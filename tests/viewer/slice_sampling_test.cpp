// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_sampling.h"

#include "tests/viewer/test_volumes.h"
#include "viewer/scene/slice_image.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <numeric>

namespace valvista::viewer {
namespace {

// A box of the patient of 20 x 24 x 15 voxels; linear HU, which trilinear sampling reproduces exactly.
const ImageGeometry kBox = axisAlignedGeometry({20, 24, 15}, {1.0, 0.8, 1.5}, {-10, 5, 30});
double linearHu(const Vec3& p) {
  return 10 * p.x - 7 * p.y + 4 * p.z;
}

SliceGrid obliqueGrid() {
  const Vec3 right = normalized({1, 0.3, 0.2}), into = normalized(cross(right, Vec3{0, 1, 0.4}));
  const Vec3 down = cross(into, right);
  SliceGrid grid;
  grid.width = 40;
  grid.height = 30;
  grid.right = right * 0.4;
  grid.down = down * 0.4;
  grid.origin = Vec3{-0.5, 14, 40} - grid.right * 20 - grid.down * 15;
  return grid;
}

TEST(SliceSampling, LinearHuIsExactOnAnyPlaneInEveryStorageOrder) {
  const SliceGrid grid = obliqueGrid();
  std::array<int, 3> order{0, 1, 2};
  do {
    for (int flips = 0; flips < 8; ++flips) {
      const ImageGeometry stored =
          reordered(kBox, order, {(flips & 1) != 0, (flips & 2) != 0, (flips & 4) != 0});
      const Volume volume = volumeOf(stored, linearHu);
      std::vector<std::int16_t> hu;
      sampleHu(volume, grid, hu);
      ASSERT_EQ(hu.size(), 1200U);
      double worst = 0.0;
      for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) {
          const Vec3 lps = grid.origin + grid.right * column + grid.down * row;
          const double sampled = hu[static_cast<std::size_t>(row * grid.width + column)];
          worst = std::max(worst, std::abs(sampled - linearHu(lps)));
        }
      // Stored HU are rounded, and so is the sample.
      EXPECT_LE(worst, 1.01) << orientationCode(stored);
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(SliceSampling, ScanEndsHalfAVoxelBeyondTheOutermostCentres) {
  const Volume volume =
      volumeOf(axisAlignedGeometry({4, 4, 4}, {1, 1, 1}), [](const Vec3&) { return 100.0; });
  SliceGrid grid;
  grid.right = {0.25, 0, 0};
  grid.down = {0, 1, 0};
  grid.origin = {-1.125, 1, 1};
  grid.width = 25;
  grid.height = 1;
  std::vector<std::int16_t> hu;
  sampleHu(volume, grid, hu);
  for (int column = 0; column < grid.width; ++column) {
    const double x = -1.125 + 0.25 * column;
    EXPECT_EQ(hu[static_cast<std::size_t>(column)], x > -0.5 && x < 3.5 ? 100 : kOutsideHu) << x;
  }
}

TEST(SliceSampling, LabelsAreTheNearestVoxels) {
  const ImageGeometry stored = reordered(kBox, {2, 0, 1}, {true, false, true});
  const auto labelAt = [](const Vec3& p) {
    return static_cast<std::uint8_t>(p.x < -2.0 ? 1 : p.z > 40.0 ? 5 : 0);
  };
  const LabelMap labels = labelsOf(stored, labelAt);
  const SliceGrid grid = obliqueGrid();
  std::vector<std::uint8_t> sampled;
  sampleLabels(labels, grid, sampled);
  const Affine ijkFromLps = kBox.ijkFromLps();
  for (int row = 0; row < grid.height; ++row)
    for (int column = 0; column < grid.width; ++column) {
      const Vec3 ijk = ijkFromLps(grid.origin + grid.right * column + grid.down * row);
      const Vec3 nearest = kBox.lpsFromIjk({std::round(ijk.x), std::round(ijk.y), std::round(ijk.z)});
      ASSERT_EQ(sampled[static_cast<std::size_t>(row * grid.width + column)], labelAt(nearest));
    }
}

TEST(SliceSampling, NothingIsOutside) {
  std::vector<std::int16_t> hu;
  std::vector<std::uint8_t> labels;
  sampleHu(Volume(), obliqueGrid(), hu);
  sampleLabels(LabelMap(), obliqueGrid(), labels);
  EXPECT_EQ(std::count(hu.begin(), hu.end(), kOutsideHu), 1200);
  EXPECT_EQ(std::count(labels.begin(), labels.end(), 0), 1200);
}

TEST(SliceImage, WindowAndLevelSetTheGrey) {
  const WindowLevel usual{800, 200};
  EXPECT_EQ(greyOf(-200, usual), 0);
  EXPECT_EQ(greyOf(-5000, usual), 0);
  EXPECT_EQ(greyOf(600, usual), 255);
  EXPECT_NEAR(greyOf(200, usual), 127.5, 0.6);
}

TEST(SliceImage, LabelsAreBlendedAndOutlined) {
  SliceSamples samples;
  samples.width = 9;
  samples.height = 9;
  samples.hu.assign(81, 200);
  samples.labels.assign(81, 0);
  for (int row = 2; row < 7; ++row)
    for (int column = 2; column < 7; ++column) samples.labels[static_cast<std::size_t>(row * 9 + column)] = 4;
  LabelOverlay overlay;
  overlay.colour[4] = pixelOf(240, 228, 66);
  overlay.opacity = 0.5;
  std::vector<Pixel> pixels(81);
  const WindowLevel usual{800, 200};
  const int grey = greyOf(200, usual);

  composeSlice(samples, usual, overlay, pixels);
  EXPECT_EQ(pixels[0], pixelOf(grey, grey, grey));
  EXPECT_EQ(pixels[4 * 9 + 4],
            pixelOf(grey + (240 - grey) / 2, grey + (228 - grey) / 2, grey + (66 - grey) / 2));
  // The outline is the label's own colour, nearly pure.
  const Pixel edge = pixels[4 * 9 + 2];
  EXPECT_NEAR(static_cast<int>(edge >> 16U & 0xFFU), 240, 13);
  EXPECT_NEAR(static_cast<int>(edge & 0xFFU), 66, 13);

  overlay.opacity = 0.0;
  composeSlice(samples, usual, overlay, pixels);
  EXPECT_EQ(std::count(pixels.begin(), pixels.end(), pixelOf(grey, grey, grey)), 81);
}

}  // namespace
}  // namespace valvista::viewer
