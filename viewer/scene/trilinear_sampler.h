// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/volume.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace valvista::viewer {

/// Sample outside the scan.
inline constexpr std::int16_t kOutsideHu = std::numeric_limits<std::int16_t>::min();

/// Columns of a row of samples.
struct ColumnRange {
  int begin = 0, end = 0;
};
/// The columns of the row `start + step * column` (voxel indices) whose points lie in the box `low` <= index
/// <= `high`.
ColumnRange columnsBetween(const Vec3& start, const Vec3& step, const Vec3& low, const Vec3& high, int width);
/// Those in the scan, which ends half a voxel beyond its outermost voxel centres.
ColumnRange columnsInside(const Vec3& start, const Vec3& step, const Index3& size, int width);

/// HU between the voxel centres of a scan, trilinear; for display only. Positions are voxel indices.
class TrilinearSampler {
 public:
  /// `volume` is not empty and outlives the sampler.
  explicit TrilinearSampler(const Volume& volume);

  /// HU at one place; kOutsideHu outside and for NaN.
  std::int16_t at(const Vec3& index) const;
  /// HU at start + step * column for every entry of `row`.
  void sampleRow(const Vec3& start, const Vec3& step, std::span<std::int16_t> row) const;

 private:
  std::int16_t clamped(const Vec3& index) const;
  /// Where all eight voxels exist.
  void sampleInterior(const Vec3& start, const Vec3& step, std::span<std::int16_t> row) const;
  /// The same for a row along one storage axis: the voxels beside the row are mixed once for all samples.
  void sampleAlongAxis(int axis, const Vec3& start, double step, std::span<std::int16_t> row) const;

  const std::int16_t* hu_;
  Index3 size_;
  std::array<std::ptrdiff_t, 3> stride_;
};

}  // namespace valvista::viewer
