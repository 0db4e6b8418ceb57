// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/model_grid.h"
#include "planning/core/label_map.h"
#include "planning/core/model_manifest.h"

#include <cstdint>
#include <vector>

namespace valvista::ml {

/// Channels of a CT's labels on a model's grid, depth, height, width, the last running fastest: the class
/// with the largest weight after trilinear interpolation of the labels' indicator functions to the voxel's
/// centre, as LabelResampler goes the other way. Nothing is averaged over a coarser voxel: a structure
/// thinner than half of one would vanish. Ties go to the first class; centres are taken a little off, so that
/// a grid of twice the CT's spacing, whose centres lie midway between the CT's, neither grows nor shrinks
/// what it shows. Beyond the outermost voxels the nearest counts. Labels that no class has are background.
std::vector<std::uint8_t> channelsOnGrid(const LabelMap& labels, const ModelGrid& grid,
                                         const std::vector<ModelClass>& classes);

}  // namespace valvista::ml
