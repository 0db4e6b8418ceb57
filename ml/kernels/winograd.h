// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/finish.h"
#include "ml/kernels/matrix.h"
#include "ml/kernels/voxel_grid.h"

namespace valvista::ml {

/// Whether the grid can be cut into the cubes of voxels that are made at once, and is worth it.
bool suitsWinograd(std::int64_t kernel, const VoxelGrid&);

/// A "same" convolution 3 or 5 voxels wide by the minimal filtering of Winograd in three dimensions (Lavin
/// and Gray 2015, https://arxiv.org/abs/1509.09308): 4^3 voxels take 216 products in place of 1728, or 512 in
/// place of 8000. Rounding errors are some ten to fifty times those of the definition, in float32 about 1e-5
/// of the output's deviation. The matrix is [out, kernel^3 in], taps before channels. `out` may be some
/// slices of the result, in whole fours.
void convolveByWinograd(const VoxelGrid& in, const PackedMatrix&, std::int64_t kernel, const VoxelGrid& out,
                        const Finish&);

}  // namespace valvista::ml
