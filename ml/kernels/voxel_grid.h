// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace valvista::ml {

using GridSize = std::array<std::int64_t, 3>;  ///< depth, height, width

/// Floats on a cache line's border, and a cache line more behind them that may be read. Not set to anything.
/// Many of them lie apart from other memory and go back to the system as soon as nobody holds them.
class FloatBuffer {
 public:
  FloatBuffer() = default;
  explicit FloatBuffer(std::int64_t count);
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
  /// `room`: slices of memory in front of the first.
  VoxelGrid(const GridSize&, std::int64_t channels, std::int64_t room = 0);

  std::int64_t voxels() const { return size[0] * size[1] * size[2]; }
  std::int64_t voxelsBefore() const { return firstSlice * size[1] * size[2]; }  ///< the first slice
  float* at(std::int64_t voxel) const { return first + voxel * stride; }
  VoxelGrid slice(std::int64_t firstChannel, std::int64_t count) const;
  VoxelGrid slicesFrom(std::int64_t firstSlice, std::int64_t count) const;
  /// A grid of the same size whose memory begins so many slices before this one's.
  VoxelGrid shiftedBack(std::int64_t slices) const;

  GridSize size{};
  std::int64_t channels = 0, stride = 0;  ///< floats from voxel to voxel
  std::int64_t firstSlice = 0;            ///< depth of it in the grid that these are some slices of
  float* first = nullptr;

 private:
  FloatBuffer memory_;
};

}  // namespace valvista::ml
