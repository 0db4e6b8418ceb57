// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/finish.h"
#include "ml/kernels/voxel_grid.h"

namespace valvista::ml {

/// Every channel to mean 0 and variance 1 over the grid, in place, then `finish` (without bias). The addend
/// has as many rows as the grid.
void normaliseInstance(const VoxelGrid&, const Finish& finish);

/// Every row to mean 0 and variance 1 over its channels, times scale plus shift where they are not null.
void normaliseRows(const float* from, std::int64_t fromStride, std::int64_t rows, std::int64_t channels,
                   const float* scale, const float* shift, float* to, std::int64_t toStride);

}  // namespace valvista::ml
