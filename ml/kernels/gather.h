// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/voxel_grid.h"

namespace valvista::ml {

/// A box of voxels, its near corner `offset` away from the one it belongs to.
struct TapBox {
  GridSize offset, size;
};

/// For voxels [first, first + count) of a grid of `outSize`, which lie `stride` times as far from the border
/// in `in`: the channels of all their taps side by side, zero outside of the grid. `to` has room for a cache
/// line more.
void gatherTaps(const VoxelGrid& in, const TapBox& taps, std::int64_t stride, const GridSize& outSize,
                std::int64_t first, std::int64_t count, float* to);

}  // namespace valvista::ml
