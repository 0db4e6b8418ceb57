// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_sampling.h"

#include "viewer/scene/parallel_rows.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace valvista::viewer {
namespace {

std::size_t sampleCount(const SliceGrid& grid) {
  return static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
}

/// Labels of the nearest voxels; positions are voxel indices.
class NearestLabels {
 public:
  /// `labels` is not empty and outlives the sampler.
  explicit NearestLabels(const LabelMap& labels) : size_(labels.geometry().size) {
    for (int k = 0; k < size_[2]; ++k)
      slices_.push_back(labels.isBackground(k) ? nullptr : labels.slice(k).data());
  }

  /// `index` lies in the scan.
  std::uint8_t at(const Vec3& index) const {
    const std::uint8_t* slice = slices_[static_cast<std::size_t>(nearest(index.z, 2))];
    if (!slice) return 0;
    return slice[static_cast<std::ptrdiff_t>(nearest(index.y, 1)) * size_[0] + nearest(index.x, 0)];
  }

  std::uint8_t atOrZero(const Vec3& index) const {
    for (int axis = 0; axis < 3; ++axis)
      if (!(index[axis] >= -0.5 && index[axis] <= size_[static_cast<std::size_t>(axis)] - 0.5)) return 0;
    return at(index);
  }

  void sampleRow(const Vec3& start, const Vec3& step, std::span<std::uint8_t> row) const {
    const ColumnRange inside = columnsInside(start, step, size_, static_cast<int>(row.size()));
    std::ranges::fill(row, std::uint8_t{0});
    if (step.z == 0.0 && inside.begin < inside.end && !slices_[static_cast<std::size_t>(nearest(start.z, 2))])
      return;
    for (int column = inside.begin; column < inside.end; ++column)
      row[static_cast<std::size_t>(column)] = at(start + step * column);
  }

 private:
  int nearest(double index, std::size_t axis) const {
    // Shifted to positive: the conversion truncates.
    return std::clamp(static_cast<int>(index + 1.5) - 1, 0, size_[axis] - 1);
  }

  Index3 size_;
  std::vector<const std::uint8_t*> slices_;  ///< none where all is background
};

/// Calls `sampleOneRow(start, step, row)`, in voxel indices, for every row of the grid.
template <class Value, class SampleRow>
void forEachRow(const ImageGeometry& geometry, const SliceGrid& grid, std::vector<Value>& samples,
                const SampleRow& sampleOneRow) {
  const Affine ijkFromLps = geometry.ijkFromLps();
  const Vec3 right = ijkFromLps.linear * grid.right;
  const auto width = static_cast<std::size_t>(grid.width);
  forRowsInParallel(grid.height, [&](int begin, int end) {
    for (int row = begin; row < end; ++row)
      sampleOneRow(ijkFromLps(grid.origin + grid.down * row), right,
                   std::span(samples).subspan(static_cast<std::size_t>(row) * width, width));
  });
}

/// Calls `sampleOne(index, sample)`, in voxel indices, for every point.
template <class Value, class SampleOne>
void forEachPoint(const ImageGeometry& geometry, const std::vector<Vec3>& points, std::vector<Value>& samples,
                  const SampleOne& sampleOne) {
  constexpr std::size_t kBlock = 512;  ///< about a row of a picture
  const Affine ijkFromLps = geometry.ijkFromLps();
  forRowsInParallel(static_cast<int>((points.size() + kBlock - 1) / kBlock), [&](int begin, int end) {
    const std::size_t last = std::min(static_cast<std::size_t>(end) * kBlock, points.size());
    for (std::size_t point = static_cast<std::size_t>(begin) * kBlock; point < last; ++point)
      samples[point] = sampleOne(ijkFromLps(points[point]));
  });
}

}  // namespace

void sampleHu(const Volume& volume, const SliceGrid& grid, std::vector<std::int16_t>& samples) {
  samples.resize(sampleCount(grid));
  if (volume.empty()) {
    std::fill(samples.begin(), samples.end(), kOutsideHu);
    return;
  }
  const TrilinearSampler sampler(volume);
  forEachRow(volume.geometry(), grid, samples,
             [&](const Vec3& start, const Vec3& step, auto row) { sampler.sampleRow(start, step, row); });
}

void sampleLabels(const LabelMap& labels, const SliceGrid& grid, std::vector<std::uint8_t>& samples) {
  samples.resize(sampleCount(grid));
  if (labels.empty()) {
    std::fill(samples.begin(), samples.end(), std::uint8_t{0});
    return;
  }
  const NearestLabels nearest(labels);
  forEachRow(labels.geometry(), grid, samples,
             [&](const Vec3& start, const Vec3& step, auto row) { nearest.sampleRow(start, step, row); });
}

void sampleHuAt(const Volume& volume, const std::vector<Vec3>& points, std::vector<std::int16_t>& samples) {
  samples.assign(points.size(), kOutsideHu);
  if (volume.empty()) return;
  const TrilinearSampler sampler(volume);
  forEachPoint(volume.geometry(), points, samples, [&](const Vec3& index) { return sampler.at(index); });
}

void sampleLabelsAt(const LabelMap& labels, const std::vector<Vec3>& points,
                    std::vector<std::uint8_t>& samples) {
  samples.assign(points.size(), std::uint8_t{0});
  if (labels.empty()) return;
  const NearestLabels nearest(labels);
  forEachPoint(labels.geometry(), points, samples,
               [&](const Vec3& index) { return nearest.atOrZero(index); });
}

}  // namespace valvista::viewer
