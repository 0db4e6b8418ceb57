// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"
#include "viewer/scene/slab.h"
#include "viewer/scene/slice_geometry.h"
#include "viewer/scene/trilinear_sampler.h"

#include <cstdint>
#include <vector>

namespace valvista::viewer {

/// HU at every point of the grid, row by row, trilinear between voxel centres; for display only. The scan
/// ends half a voxel beyond its outermost voxel centres; outside is kOutsideHu.
void sampleHu(const Volume& volume, const SliceGrid& grid, std::vector<std::int16_t>& samples);

/// The same through a slab along the grid's normal (right x down); SlabMode::none is sampleHu. Samples
/// outside the scan take no part; where all are outside it is kOutsideHu.
void sampleSlab(const Volume& volume, const SliceGrid& grid, const Slab& slab,
                std::vector<std::int16_t>& samples);

/// HU at any points (LPS, of a reformat); kOutsideHu outside and where the point is NaN.
void sampleHuAt(const Volume& volume, const std::vector<Vec3>& points, std::vector<std::int16_t>& samples);
/// Labels at any points, 0 outside and where the point is NaN.
void sampleLabelsAt(const LabelMap& labels, const std::vector<Vec3>& points,
                    std::vector<std::uint8_t>& samples);

/// Label of the nearest voxel at every point of the grid, 0 outside.
void sampleLabels(const LabelMap& labels, const SliceGrid& grid, std::vector<std::uint8_t>& samples);

}  // namespace valvista::viewer
