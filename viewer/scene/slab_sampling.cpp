// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/parallel_rows.h"
#include "viewer/scene/slice_sampling.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace valvista::viewer {
namespace {

using Row = std::span<std::int16_t>;

/// A layer of samples: its distance from the slice and the thickness it stands for, mm.
struct Layer {
  double depth;
  float share;
};

/// Layers from face to face, not further apart than those of the voxels. Where a slice runs along the voxels
/// they are the voxels' own: between them HU are linear, so that nothing brighter, darker or other lies
/// there.
std::vector<Layer> layersOf(const ImageGeometry& geometry, const SliceGrid& grid, const Vec3& normal,
                            double thickness) {
  const Affine ijkFromLps = geometry.ijkFromLps();
  const Vec3 voxelsPerMm = ijkFromLps.linear * normal;
  int axis = 0;
  for (int other = 1; other < 3; ++other)
    if (std::abs(voxelsPerMm[other]) > std::abs(voxelsPerMm[axis])) axis = other;
  const double apart = 1.0 / std::abs(voxelsPerMm[axis]);
  const double tilt = std::abs((ijkFromLps.linear * grid.right)[axis]) * grid.width +
                      std::abs((ijkFromLps.linear * grid.down)[axis]) * grid.height;
  constexpr double kAlongVoxels = 0.01;
  const double index = ijkFromLps(grid.origin)[axis];
  const double first = tilt < kAlongVoxels ? (std::round(index) - index) / voxelsPerMm[axis] : 0.0;
  const double face = thickness / 2;
  constexpr double kSameMm = 1e-3;
  std::vector<double> depths{-face};
  for (double n = std::ceil((-face + kSameMm - first) / apart); first + n * apart < face - kSameMm; ++n)
    depths.push_back(first + n * apart);
  depths.push_back(face);
  std::vector<Layer> layers;
  for (std::size_t n = 0; n < depths.size(); ++n) {
    const double before = depths[n == 0 ? 0 : n - 1], after = depths[std::min(n + 1, depths.size() - 1)];
    layers.push_back({depths[n], static_cast<float>((after - before) / 2)});
  }
  return layers;
}

/// One row of the slab, sampled layer by layer.
class RowThroughSlab {
 public:
  RowThroughSlab(SlabMode mode, std::size_t width)
      : mode_(mode), layer_(width), sum_(width), weight_(width) {}

  /// `sampleLayer(depth, row)` samples the row at a depth.
  template <class SampleLayer>
  void combine(const std::vector<Layer>& layers, const SampleLayer& sampleLayer, Row result) {
    std::ranges::fill(sum_, 0.0F);
    std::ranges::fill(weight_, 0.0F);
    std::ranges::fill(result, kOutsideHu);
    for (const Layer& layer : layers) {
      sampleLayer(layer.depth, Row(layer_));
      add(layer.share, result);
    }
    if (mode_ != SlabMode::mean) return;
    for (std::size_t column = 0; column < result.size(); ++column)
      if (weight_[column] > 0.0F)
        result[column] = static_cast<std::int16_t>(std::lround(sum_[column] / weight_[column]));
  }

 private:
  void add(float share, Row result) {
    for (std::size_t column = 0; column < result.size(); ++column) {
      const std::int16_t hu = layer_[column];
      if (mode_ == SlabMode::maximum) {
        result[column] = std::max(result[column], hu);  // outside is less than any HU
      } else if (mode_ == SlabMode::minimum) {
        // Counted upwards from the least HU, outside is the greatest number.
        const auto later = static_cast<std::uint16_t>(static_cast<std::uint16_t>(hu) - 0x8001U);
        const auto before = static_cast<std::uint16_t>(static_cast<std::uint16_t>(result[column]) - 0x8001U);
        result[column] =
            static_cast<std::int16_t>(static_cast<std::uint16_t>(std::min(later, before) + 0x8001U));
      } else {
        const float counted = hu != kOutsideHu ? share : 0.0F;
        sum_[column] += static_cast<float>(hu) * counted;
        weight_[column] += counted;
      }
    }
  }

  SlabMode mode_;
  std::vector<std::int16_t> layer_;
  std::vector<float> sum_, weight_;  ///< of the mean
};

}  // namespace

void sampleSlab(const Volume& volume, const SliceGrid& grid, const Slab& slab,
                std::vector<std::int16_t>& samples) {
  if (slab.mode == SlabMode::none || !(slab.thicknessMm > 0.0) || volume.empty()) {
    sampleHu(volume, grid, samples);
    return;
  }
  samples.resize(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
  const Vec3 normal = normalized(cross(grid.right, grid.down));
  const std::vector<Layer> layers = layersOf(volume.geometry(), grid, normal, slab.thicknessMm);
  const Affine ijkFromLps = volume.geometry().ijkFromLps();
  const Vec3 step = ijkFromLps.linear * grid.right;
  const TrilinearSampler sampler(volume);
  const auto width = static_cast<std::size_t>(grid.width);
  forRowsInParallel(grid.height, [&](int begin, int end) {
    RowThroughSlab through(slab.mode, width);
    for (int row = begin; row < end; ++row) {
      const Vec3 start = grid.origin + grid.down * row;
      through.combine(
          layers,
          [&](double depth, Row layer) {
            sampler.sampleRow(ijkFromLps(start + normal * depth), step, layer);
          },
          Row(samples).subspan(static_cast<std::size_t>(row) * width, width));
    }
  });
}

}  // namespace valvista::viewer
