// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/viewer/test_volumes.h"
#include "viewer/scene/slice_sampling.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace valvista::viewer {
namespace {

SliceGrid gridAcross(const Vec3& centre, const Vec3& normal, double step, int size) {
  const PlaneFrame frame = frameOf({centre, normalized(normal)});
  return {centre - (frame.u + frame.v) * (step * (size - 1) / 2), frame.u * step, frame.v * step, size, size};
}

std::int16_t middleOf(const std::vector<std::int16_t>& samples) {
  return samples[samples.size() / 2];
}

TEST(Slab, ThreeWaysAreExactOnALinearScan) {
  const ImageGeometry geometry = axisAlignedGeometry({60, 60, 60}, {0.5, 0.7, 1.1}, {-15, -20, -30});
  const Volume volume = volumeOf(geometry, [](const Vec3& p) { return 20 * p.x - 30 * p.y + 40 * p.z; });
  for (const Vec3& towards : {Vec3{0, 0, 1}, Vec3{0, 1, 0}, Vec3{1, 2, -1.5}}) {
    const SliceGrid grid = gridAcross({0, 0, 2}, towards, 0.8, 9);
    const double rise = std::abs(dot({20, -30, 40}, normalized(towards)));
    std::vector<std::int16_t> thin, least, most, mean;
    sampleHu(volume, grid, thin);
    sampleSlab(volume, grid, {SlabMode::minimum, 7.0}, least);
    sampleSlab(volume, grid, {SlabMode::maximum, 7.0}, most);
    sampleSlab(volume, grid, {SlabMode::mean, 7.0}, mean);
    for (std::size_t n = 0; n < thin.size(); ++n) {
      EXPECT_NEAR(most[n], thin[n] + rise * 3.5, 1.6);
      EXPECT_NEAR(least[n], thin[n] - rise * 3.5, 1.6);
      EXPECT_NEAR(mean[n], thin[n], 1.1);
    }
  }
}

/// What lies deeper than half the thickness is not seen, what lies nearer is.
TEST(Slab, ThicknessIsMillimetresInEveryDirection) {
  const ImageGeometry geometry = axisAlignedGeometry({64, 64, 64}, {0.6, 0.8, 1.0}, {-19, -25, -31});
  for (const Vec3& towards : {Vec3{0, 0, 1}, Vec3{1, 0, 0}, Vec3{1, 1, 1}, Vec3{-0.4, 0.8, 0.5}}) {
    const Vec3 normal = normalized(towards);
    const Volume volume = volumeOf(geometry, [&](const Vec3& p) {
      return std::clamp((3.0 - std::abs(dot(p, normal) - 8.0)) * 500.0, 0.0, 1000.0);  // 5 to 11 mm
    });
    const SliceGrid grid = gridAcross({0, 0, 0}, normal, 0.5, 5);
    std::vector<std::int16_t> samples;
    sampleSlab(volume, grid, {SlabMode::maximum, 9.0}, samples);
    EXPECT_LT(middleOf(samples), 100) << "reaches 4.5 mm";
    sampleSlab(volume, grid, {SlabMode::maximum, 13.0}, samples);
    EXPECT_NEAR(middleOf(samples), 750, 120) << "reaches 6.5 mm";
    sampleSlab(volume, grid, {SlabMode::maximum, 15.0}, samples);
    EXPECT_GT(middleOf(samples), 850);
  }
}

/// Along the voxels nothing is missed, wherever between two stored slices the slab is centred.
TEST(Slab, FindsTheBrightestAndDarkestVoxelAndTheExactMean) {
  const ImageGeometry geometry = axisAlignedGeometry({9, 9, 30}, {1, 1, 1.5});
  Volume volume = volumeOf(geometry, [](const Vec3& p) {
    return p.z == 15.0 ? 900 : p.z == 18.0 ? -800 : 40;
  });
  const SliceGrid grid{{4, 4, 16.1}, {0.5, 0, 0}, {0, 0.5, 0}, 3, 3};
  std::vector<std::int16_t> samples;
  sampleSlab(volume, grid, {SlabMode::maximum, 8.0}, samples);
  EXPECT_EQ(samples[4], 900);
  sampleSlab(volume, grid, {SlabMode::minimum, 8.0}, samples);
  EXPECT_EQ(samples[4], -800);
  // Both peaks are triangles of 1.5 mm to each side, whole in the slab of 12.1 to 20.1 mm.
  sampleSlab(volume, grid, {SlabMode::mean, 8.0}, samples);
  EXPECT_NEAR(samples[4], 40 + (860 - 840) * 1.5 / 8.0, 0.6);
}

TEST(Slab, OutsideTakesNoPart) {
  const Volume volume = volumeOf(axisAlignedGeometry({10, 10, 10}, {1, 1, 1}),
                                 [](const Vec3& p) { return p.z < 1.5 ? 300 : -700; });
  const SliceGrid below{{5, 5, -2}, {1, 0, 0}, {0, -1, 0}, 2, 2};
  std::vector<std::int16_t> samples;
  for (const SlabMode mode : {SlabMode::maximum, SlabMode::minimum, SlabMode::mean}) {
    sampleSlab(volume, below, {mode, 6.0}, samples);
    EXPECT_EQ(samples[0], 300) << "only the first slices are reached";
    sampleSlab(volume, below, {mode, 2.0}, samples);
    EXPECT_EQ(samples[0], kOutsideHu);
    sampleSlab(Volume(), below, {mode, 2.0}, samples);
    EXPECT_EQ(samples[0], kOutsideHu);
  }
}

TEST(Slab, NoneIsTheSlice) {
  const Volume volume = volumeOf(axisAlignedGeometry({20, 20, 20}, {1, 1, 1}),
                                 [](const Vec3& p) { return 100 * std::sin(p.x) + 50 * p.z; });
  const SliceGrid grid = gridAcross({9, 10, 8}, {0.3, 0.2, 1}, 0.4, 30);
  std::vector<std::int16_t> slice, slab;
  sampleHu(volume, grid, slice);
  sampleSlab(volume, grid, {SlabMode::none, 10.0}, slab);
  EXPECT_EQ(slice, slab);
}

/// Plain trilinear interpolation in double, as the definition says.
double reference(const Volume& volume, const Vec3& lps) {
  const Index3& size = volume.geometry().size;
  const Vec3 at = volume.geometry().ijkFromLps()(lps);
  double sum = 0.0;
  std::array<int, 3> low{};
  Vec3 weight;
  for (int axis = 0; axis < 3; ++axis) {
    const double inside = std::clamp(at[axis], 0.0, size[static_cast<std::size_t>(axis)] - 1.0);
    low[static_cast<std::size_t>(axis)] = static_cast<int>(inside);
    weight[axis] = inside - low[static_cast<std::size_t>(axis)];
  }
  for (int corner = 0; corner < 8; ++corner) {
    double share = 1.0;
    Index3 ijk{};
    for (int axis = 0; axis < 3; ++axis) {
      const bool upper = (corner >> axis & 1) != 0;
      const auto n = static_cast<std::size_t>(axis);
      share *= upper ? weight[axis] : 1.0 - weight[axis];
      ijk[n] = std::min(low[n] + (upper ? 1 : 0), size[n] - 1);
    }
    sum += share * volume.at(ijk);
  }
  return sum;
}

TEST(SliceSampling, FastEqualsPlainTrilinearOnRandomGrids) {
  std::mt19937 random(11);
  std::uniform_int_distribution<int> hu(-1024, 3071), choice(0, 5), length(1, 40);
  std::uniform_real_distribution<double> any(-1.0, 1.0);
  for (int trial = 0; trial < 300; ++trial) {
    const ImageGeometry geometry = reordered(
        axisAlignedGeometry({length(random), length(random), length(random)}, {0.5, 0.7, 1.3}, {-8, -9, -20}),
        {2, 0, 1}, {trial % 2 == 0, false, true});
    std::vector<std::int16_t> voxels(geometry.voxelCount());
    for (std::int16_t& voxel : voxels) voxel = static_cast<std::int16_t>(hu(random));
    const Volume volume(geometry, std::move(voxels));
    // Every second one straight along the axes, as most slices are; some through the very voxel centres.
    const Vec3 axes[] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-1, 0, 0}, {0, -1, 0}, {0, 0, -1}};
    Vec3 right = axes[choice(random)], down = axes[choice(random)];
    if (trial % 2 == 0) {
      right = normalized({any(random), any(random), any(random)});
      down = normalized({any(random), any(random), any(random)});
    }
    SliceGrid grid{{}, right * (0.1 + std::abs(any(random))), down * 0.31, 37, 70};
    const Vec3 centre = geometry.lps({geometry.size[0] / 2, geometry.size[1] / 2, geometry.size[2] / 2}) +
                        (trial % 3 == 0 ? Vec3{} : Vec3{any(random), any(random), any(random)} * 5.0);
    grid.origin = centre - grid.right * 18 - grid.down * 35;
    std::vector<std::int16_t> samples, points;
    sampleHu(volume, grid, samples);
    std::vector<Vec3> places;
    for (int row = 0; row < grid.height; ++row)
      for (int column = 0; column < grid.width; ++column)
        places.push_back(grid.origin + grid.right * column + grid.down * row);
    sampleHuAt(volume, places, points);
    for (std::size_t n = 0; n < places.size(); ++n) {
      const Vec3 index = geometry.ijkFromLps()(places[n]);
      bool inside = true, nearBorder = false;
      for (int axis = 0; axis < 3; ++axis) {
        const double size = geometry.size[static_cast<std::size_t>(axis)];
        inside = inside && index[axis] >= -0.5 && index[axis] <= size - 0.5;
        nearBorder =
            nearBorder || std::abs(index[axis] + 0.5) < 1e-6 || std::abs(index[axis] - size + 0.5) < 1e-6;
      }
      if (nearBorder) continue;
      const double expected = inside ? reference(volume, places[n]) : kOutsideHu;
      ASSERT_NEAR(samples[n], expected, 1.0) << "trial " << trial;
      ASSERT_NEAR(points[n], expected, 1.0) << "trial " << trial;
    }
  }
}

TEST(SliceSampling, AbsentPointsAreOutside) {
  const ImageGeometry geometry = axisAlignedGeometry({4, 4, 4}, {1, 1, 1});
  const Volume volume = volumeOf(geometry, [](const Vec3&) { return 100.0; });
  const LabelMap labels = labelsOf(geometry, [](const Vec3&) { return std::uint8_t{3}; });
  const double absent = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Vec3> points{{1, 1, 1}, {absent, absent, absent}, {1, 1, 1e30}, {3.4, 0, 0}, {3.6, 0, 0}};
  std::vector<std::int16_t> hu;
  std::vector<std::uint8_t> label;
  sampleHuAt(volume, points, hu);
  sampleLabelsAt(labels, points, label);
  EXPECT_EQ(hu, (std::vector<std::int16_t>{100, kOutsideHu, kOutsideHu, 100, kOutsideHu}));
  EXPECT_EQ(label, (std::vector<std::uint8_t>{3, 0, 0, 3, 0}));
}

}  // namespace
}  // namespace valvista::viewer
