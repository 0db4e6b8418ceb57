// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_geometry.h"

#include "planning/core/image_geometry.h"
#include "tests/viewer/test_volumes.h"
#include "viewer/scene/slice_stack.h"
#include "viewer/scene/voxel_probe.h"

#include <gtest/gtest.h>

namespace valvista::viewer {
namespace {

struct Sides {
  SliceOrientation orientation;
  const char *left, *right, *top, *bottom, *into;
};
class RadiologicalConvention : public testing::TestWithParam<Sides> {};

TEST_P(RadiologicalConvention, Letters) {
  const Sides& expected = GetParam();
  const SliceAxes axes = axesOf(expected.orientation);
  EXPECT_EQ(orientationLetters(-axes.right), expected.left);
  EXPECT_EQ(orientationLetters(axes.right), expected.right);
  EXPECT_EQ(orientationLetters(-axes.down), expected.top);
  EXPECT_EQ(orientationLetters(axes.down), expected.bottom);
  EXPECT_EQ(orientationLetters(axes.into()), expected.into);
}

INSTANTIATE_TEST_SUITE_P(Views, RadiologicalConvention,
                         testing::Values(Sides{SliceOrientation::axial, "R", "L", "A", "P", "H"},
                                         Sides{SliceOrientation::coronal, "R", "L", "H", "F", "P"},
                                         Sides{SliceOrientation::sagittal, "A", "P", "H", "F", "R"}));

TEST(SliceGeometry, ScreenAndPatientAgreeWithinAPixel) {
  for (const auto orientation :
       {SliceOrientation::axial, SliceOrientation::coronal, SliceOrientation::sagittal}) {
    const SliceGeometry view(axesOf(orientation), {12, -30, 88}, 0.37, {503, 401});
    for (const Vec2& screen : {Vec2{0.5, 0.5}, Vec2{251.5, 200.5}, Vec2{502.9, 17.25}}) {
      const Vec3 lps = view.lpsFromScreen(screen);
      EXPECT_NEAR(view.depthOf(lps), 0.0, 1e-9);
      const Vec2 back = view.screenFromLps(lps);
      EXPECT_NEAR(back.x, screen.x, 1e-9);
      EXPECT_NEAR(back.y, screen.y, 1e-9);
    }
  }
}

// A pixel of the picture shows the sample in its own middle, on a plain screen and on one of double density.
TEST(SliceGeometry, DevicePixelsLieUnderTheirScreenPositions) {
  const SliceGeometry view(axesOf(SliceOrientation::coronal), {1, 2, 3}, 0.5, {500, 400});
  for (const double scale : {1.0, 1.5, 2.0}) {
    const SliceGrid grid = view.devicePixels(scale);
    EXPECT_EQ(grid.width, static_cast<int>(500 * scale));
    EXPECT_EQ(grid.height, static_cast<int>(400 * scale));
    for (const int column : {0, 7, grid.width - 1}) {
      const int row = column / 2;
      const Vec3 sample = grid.origin + grid.right * column + grid.down * row;
      const Vec3 expected = view.lpsFromScreen({(column + 0.5) / scale, (row + 0.5) / scale});
      EXPECT_LT(distance(sample, expected), 1e-9) << "scale " << scale;
    }
  }
}

TEST(SliceStack, StoredSlicesWhateverTheStorageOrder) {
  const ImageGeometry box = axisAlignedGeometry({20, 24, 15}, {1.0, 0.8, 1.5}, {-10, 5, 30});
  const ImageGeometry stored = reordered(box, {2, 0, 1}, {true, false, true});
  const SliceStack up = stackAlong(stored, {0, 0, 1});
  EXPECT_EQ(up.count, 15);
  EXPECT_DOUBLE_EQ(up.step, 1.5);
  EXPECT_DOUBLE_EQ(up.position(0), 30.0);
  const SliceStack right = stackAlong(stored, {-1, 0, 0});
  EXPECT_EQ(right.count, 20);
  EXPECT_DOUBLE_EQ(right.position(0), -9.0);
  EXPECT_EQ(right.indexOf(10.0), 19);
  EXPECT_EQ(right.indexOf(1000.0), 19);
  EXPECT_DOUBLE_EQ(extentAlong(stored, {0, 1, 0}), 24 * 0.8);
  EXPECT_LT(distance(middle(stored), middle(box)), 1e-12);
}

TEST(VoxelProbe, StoredValueOfTheVoxelThatHoldsThePoint) {
  const ImageGeometry box = axisAlignedGeometry({4, 3, 2}, {2, 2, 2});
  std::vector<std::int16_t> hu(24, 50);
  hu[1] = -7;
  hu[2] = kPaddingHu;
  const Volume volume(box, hu);
  EXPECT_EQ(huAt(volume, {2.9, 0.9, -0.9}), -7);
  EXPECT_EQ(huAt(volume, {3.1, 0, 0}), std::nullopt) << "padding is no HU";
  EXPECT_EQ(huAt(volume, {-1.1, 0, 0}), std::nullopt);
  EXPECT_EQ(huAt(volume, {1e300, 0, 0}), std::nullopt);
  EXPECT_EQ(huAt(Volume(), {0, 0, 0}), std::nullopt);
  LabelMap labels(box);
  labels.set({1, 0, 0}, 5);
  EXPECT_EQ(labelAt(labels, {2.9, 0.9, -0.9}), 5);
  EXPECT_EQ(labelAt(labels, {-5, 0, 0}), 0);
}

}  // namespace
}  // namespace valvista::viewer
