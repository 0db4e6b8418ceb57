// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/finish.h"
#include "ml/kernels/matrix.h"
#include "ml/kernels/voxel_grid.h"

namespace valvista::ml {

/// Voxels of a tile's side that Winograd's convolution of that width makes at once.
constexpr std::int64_t winogradTile(std::int64_t kernel) {
  return 7 - kernel;
}

/// A "same" convolution 3 or 5 voxels wide by the minimal filtering of Winograd in three dimensions (Lavin
/// and Gray 2015, https://arxiv.org/abs/1509.09308): 216
/// products make 4^3 voxels of a width of 3 (8 times fewer than the definition) and 2^3 of a width of 5 (4.6
/// times fewer). Rounding errors are some 40 times those of the definition, in float32 still a few 1e-6 of
/// the largest output. Every side of the grid is a multiple of the tile's. The matrix is [out, kernel^3 in],
/// taps before channels. `addend` and `out` are of equal stride or the addend is null.
void convolveByWinograd(const VoxelGrid& in, const PackedMatrix&, std::int64_t kernel, const VoxelGrid& out,
                        const Finish&);

}  // namespace valvista::ml
