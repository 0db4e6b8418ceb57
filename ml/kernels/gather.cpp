// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/gather.h"

#include "ml/kernels/vec.h"

namespace valvista::ml {

namespace {

/// Copies whole vectors: what lies behind `to` is written afterwards, what lies behind `from` may be read.
VALVISTA_INLINE void copyOver(const float* from, float* to, std::int64_t count) {
  for (std::int64_t i = 0; i < count; i += kLanes) store(to + i, load(from + i));
}

VALVISTA_INLINE void clearOver(float* to, std::int64_t count) {
  for (std::int64_t i = 0; i < count; i += kLanes) store(to + i, Vec{});
}

/// Taps of one row, from `x` on.
VALVISTA_INLINE void gatherRow(const VoxelGrid& in, const float* row, std::int64_t x, std::int64_t taps,
                               float* to) {
  if (x >= 0 && x + taps <= in.size[2] && in.stride == in.channels) {
    copyOver(row + x * in.stride, to, taps * in.channels);
    return;
  }
  for (std::int64_t i = x; i < x + taps; ++i, to += in.channels)
    if (i >= 0 && i < in.size[2])
      copyOver(row + i * in.stride, to, in.channels);
    else
      clearOver(to, in.channels);
}

}  // namespace

VALVISTA_KERNEL void gatherTaps(const VoxelGrid& in, const TapBox& taps, std::int64_t stride,
                                const GridSize& outSize, std::int64_t first, std::int64_t count, float* to) {
  const std::int64_t rowLength = taps.size[2] * in.channels;
  for (std::int64_t voxel = first; voxel < first + count; ++voxel) {
    const GridSize place = placeOf(voxel, outSize);
    const std::int64_t x = place[2] * stride + taps.offset[2];
    for (std::int64_t dz = 0; dz < taps.size[0]; ++dz)
      for (std::int64_t dy = 0; dy < taps.size[1]; ++dy, to += rowLength) {
        const std::int64_t z = place[0] * stride + taps.offset[0] + dz,
                           y = place[1] * stride + taps.offset[1] + dy;
        if (z >= 0 && z < in.size[0] && y >= 0 && y < in.size[1])
          gatherRow(in, in.at((z * in.size[1] + y) * in.size[2]), x, taps.size[2], to);
        else
          clearOver(to, rowLength);
      }
  }
}

}  // namespace valvista::ml
