// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_sampling.h"

#include "viewer/scene/parallel_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace valvista::viewer {
namespace {

/// The grid in voxel indices.
struct IndexGrid {
  Vec3 origin, right, down;
};

IndexGrid indexGrid(const ImageGeometry& geometry, const SliceGrid& grid) {
  const Affine ijkFromLps = geometry.ijkFromLps();
  return {ijkFromLps(grid.origin), ijkFromLps.linear * grid.right, ijkFromLps.linear * grid.down};
}

struct ColumnRange {
  int begin = 0, end = 0;
};

/// Columns of a row whose points lie in the scan: index -0.5 to n - 0.5 on every axis.
ColumnRange columnsInside(const Vec3& rowStart, const Vec3& step, const Index3& size, int width) {
  double low = 0.0, high = width - 1.0;
  for (int axis = 0; axis < 3; ++axis) {
    const double first = -0.5 - rowStart[axis];
    const double last = size[static_cast<std::size_t>(axis)] - 0.5 - rowStart[axis];
    if (std::abs(step[axis]) < 1e-12) {
      if (first > 0.0 || last <= 0.0) return {};
      continue;
    }
    low = std::max(low, std::min(first / step[axis], last / step[axis]));
    high = std::min(high, std::max(first / step[axis], last / step[axis]));
  }
  if (low > high) return {};
  return {static_cast<int>(std::ceil(low)), static_cast<int>(std::floor(high)) + 1};
}

/// Along one axis: offset of the lower voxel, distance to the upper one in memory, and its weight.
struct AxisSample {
  std::ptrdiff_t offset;
  std::ptrdiff_t step;
  float weight;
};

inline AxisSample axisSample(double index, int size, std::ptrdiff_t stride) {
  const double clamped = std::clamp(index, 0.0, size - 1.0);
  const int lower = static_cast<int>(clamped);
  return {lower * stride, lower + 1 < size ? stride : 0, static_cast<float>(clamped - lower)};
}

inline float mix(float a, float b, float weight) {
  return a + (b - a) * weight;
}

inline std::int16_t trilinear(const std::int16_t* hu, const AxisSample& i, const AxisSample& j,
                              const AxisSample& k) {
  const std::int16_t* p = hu + i.offset + j.offset + k.offset;
  const auto alongI = [&](const std::int16_t* q) { return mix(q[0], q[i.step], i.weight); };
  const float lower = mix(alongI(p), alongI(p + j.step), j.weight);
  const float upper = mix(alongI(p + k.step), alongI(p + k.step + j.step), j.weight);
  // Shifted to positive so that the conversion, which truncates, rounds to nearest.
  return static_cast<std::int16_t>(static_cast<int>(mix(lower, upper, k.weight) + 32768.5F) - 32768);
}

void sampleRow(const Volume& volume, const Vec3& start, const Vec3& step, std::span<std::int16_t> row) {
  const Index3& size = volume.geometry().size;
  const ColumnRange inside = columnsInside(start, step, size, static_cast<int>(row.size()));
  std::fill(row.begin(), row.begin() + inside.begin, kOutsideHu);
  std::fill(row.begin() + std::max(inside.begin, inside.end), row.end(), kOutsideHu);
  const std::int16_t* hu = volume.hu().data();
  const std::ptrdiff_t strideJ = size[0], strideK = strideJ * size[1];
  for (int column = inside.begin; column < inside.end; ++column) {
    const Vec3 index = start + step * column;
    row[static_cast<std::size_t>(column)] =
        trilinear(hu, axisSample(index.x, size[0], 1), axisSample(index.y, size[1], strideJ),
                  axisSample(index.z, size[2], strideK));
  }
}

void labelRow(const LabelMap& labels, const Vec3& start, const Vec3& step, std::span<std::uint8_t> row) {
  const Index3& size = labels.geometry().size;
  const ColumnRange inside = columnsInside(start, step, size, static_cast<int>(row.size()));
  std::fill(row.begin(), row.end(), std::uint8_t{0});
  for (int column = inside.begin; column < inside.end; ++column) {
    const Vec3 index = start + step * column;
    const auto nearest = [&](int axis) {
      return std::clamp(static_cast<int>(std::floor(index[axis] + 0.5)), 0,
                        size[static_cast<std::size_t>(axis)] - 1);
    };
    const int k = nearest(2);
    if (labels.isBackground(k)) continue;
    row[static_cast<std::size_t>(column)] = labels.at({nearest(0), nearest(1), k});
  }
}

template <class Value, class SampleRow>
void forEachRow(const ImageGeometry& geometry, const SliceGrid& grid, std::vector<Value>& samples,
                const SampleRow& sampleOneRow) {
  const IndexGrid index = indexGrid(geometry, grid);
  const auto width = static_cast<std::size_t>(grid.width);
  forRowsInParallel(grid.height, [&](int begin, int end) {
    for (int row = begin; row < end; ++row)
      sampleOneRow(index.origin + index.down * row, index.right,
                   std::span(samples).subspan(static_cast<std::size_t>(row) * width, width));
  });
}

}  // namespace

void sampleHu(const Volume& volume, const SliceGrid& grid, std::vector<std::int16_t>& samples) {
  samples.resize(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
  if (volume.empty()) {
    std::fill(samples.begin(), samples.end(), kOutsideHu);
    return;
  }
  forEachRow(volume.geometry(), grid, samples,
             [&](const Vec3& start, const Vec3& step, auto row) { sampleRow(volume, start, step, row); });
}

void sampleLabels(const LabelMap& labels, const SliceGrid& grid, std::vector<std::uint8_t>& samples) {
  samples.resize(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
  if (labels.empty()) {
    std::fill(samples.begin(), samples.end(), std::uint8_t{0});
    return;
  }
  forEachRow(labels.geometry(), grid, samples,
             [&](const Vec3& start, const Vec3& step, auto row) { labelRow(labels, start, step, row); });
}

}  // namespace valvista::viewer
