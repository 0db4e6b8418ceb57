// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"
#include "viewer/scene/slice_geometry.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace valvista::viewer {

/// Sample outside the scan.
inline constexpr std::int16_t kOutsideHu = std::numeric_limits<std::int16_t>::min();

/// HU at every point of the grid, row by row, trilinear between voxel centres; for display only. The scan
/// ends half a voxel beyond its outermost voxel centres; outside is kOutsideHu.
void sampleHu(const Volume& volume, const SliceGrid& grid, std::vector<std::int16_t>& samples);

/// Label of the nearest voxel at every point of the grid, 0 outside.
void sampleLabels(const LabelMap& labels, const SliceGrid& grid, std::vector<std::uint8_t>& samples);

}  // namespace valvista::viewer
