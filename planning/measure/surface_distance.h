// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstdint>
#include <vector>

namespace valvista::planning {

/// A surface voxel of one class and how far it is from the other side's nearest one.
struct SurfaceDistance {
  Index3 ijk{0, 0, 0};
  float mm = 0.0F;
};

/// From every surface voxel of the class in `from` to the nearest one in `to`; exact, between voxel centres.
/// `box` holds all voxels of the class in both maps. Empty when either has none. Throws Cancelled.
std::vector<SurfaceDistance> surfaceDistances(const LabelMap& from, const LabelMap& to, std::uint8_t label,
                                              const IndexBox& box, const Progress& progress);

}  // namespace valvista::planning
