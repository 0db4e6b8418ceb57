// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace valvista::ml {

using GridSize = std::array<std::int64_t, 3>;  ///< depth, height, width

/// Floats on a cache line's border, and a cache line more behind them that may be read. Not set to anything.
class FloatBuffer {
 public:
  FloatBuffer() = default;
  explicit FloatBuffer(std::int64_t count);
  /// For what stays: lies apart, so that what comes and goes beside it can go back to the system.
  static FloatBuffer lasting(std::int64_t count);
  float* get() const { return memory_.get(); }

 private:
  std::shared_ptr<float> memory_;
};

/// Depth, height, width of a voxel by its number.
inline GridSize placeOf(std::int64_t voxel, const GridSize& size) {
  return {voxel / (size[1] * size[2]), voxel / size[2] % size[1], voxel % size[2]};
}

/// The channels of every voxel side by side, voxels in order of depth, height, width. A copy is another view
/// of the same memory; so is a slice of the channels.
struct VoxelGrid {
  VoxelGrid() = default;
  VoxelGrid(const GridSize&, std::int64_t channels);

  std::int64_t voxels() const { return size[0] * size[1] * size[2]; }
  float* at(std::int64_t voxel) const { return first + voxel * stride; }
  VoxelGrid slice(std::int64_t firstChannel, std::int64_t count) const;

  GridSize size{};
  std::int64_t channels = 0, stride = 0;  ///< floats from voxel to voxel
  float* first = nullptr;

 private:
  FloatBuffer memory_;
};

}  // namespace valvista::ml
