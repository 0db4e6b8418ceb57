// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_sampling.h"

#include "viewer/scene/parallel_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace valvista::viewer {
namespace {

std::size_t sampleCount(const SliceGrid& grid) {
  return static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
}

std::uint8_t nearestLabel(const LabelMap& labels, const Vec3& index) {
  const Index3& size = labels.geometry().size;
  const auto nearest = [&](int axis) {
    return std::clamp(static_cast<int>(std::floor(index[axis] + 0.5)), 0,
                      size[static_cast<std::size_t>(axis)] - 1);
  };
  const int k = nearest(2);
  return labels.isBackground(k) ? std::uint8_t{0} : labels.at({nearest(0), nearest(1), k});
}

void labelRow(const LabelMap& labels, const Vec3& start, const Vec3& step, std::span<std::uint8_t> row) {
  const ColumnRange inside = columnsInside(start, step, labels.geometry().size, static_cast<int>(row.size()));
  std::fill(row.begin(), row.end(), std::uint8_t{0});
  for (int column = inside.begin; column < inside.end; ++column)
    row[static_cast<std::size_t>(column)] = nearestLabel(labels, start + step * column);
}

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
  forEachRow(labels.geometry(), grid, samples,
             [&](const Vec3& start, const Vec3& step, auto row) { labelRow(labels, start, step, row); });
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
  const Index3& size = labels.geometry().size;
  forEachPoint(labels.geometry(), points, samples, [&](const Vec3& index) {
    for (int axis = 0; axis < 3; ++axis)
      if (!(index[axis] >= -0.5 && index[axis] <= size[static_cast<std::size_t>(axis)] - 0.5))
        return std::uint8_t{0};
    return nearestLabel(labels, index);
  });
}

}  // namespace valvista::viewer
