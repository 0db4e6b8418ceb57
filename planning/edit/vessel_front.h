// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/core/progress.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace valvista::planning {

/// A part of the front with everything that it passed: it ends where it splits in two.
struct FrontBranch {
  int parent = -1;
  std::vector<std::vector<std::size_t>> layers;  ///< indices of voxels, one list for each layer of the front
  std::vector<double> radiusMm;                  ///< of each layer, as a circle of its area
  double referenceMm = 0.0;                      ///< radius of the vessel before the newest layers
  bool leaked = false;
  std::size_t kept = 0;  ///< layers that belong to the vessel
  double leakRadiusMm = 0.0;
};

/// By index of the voxel.
struct FrontVoxels {
  std::function<bool(std::size_t)> open;   ///< the front walks through it
  std::function<bool(std::size_t)> lumen;  ///< belongs to the vessel's section beside what is open
};

struct FrontLimits {
  double startRadiusMm = 0.0;  ///< of the vessel at the start
  double widestRadiusMm = 25.0, furthestMm = 700.0;
};

/// Walks from the middle of a vessel through voxels that are `open`, in layers of about the thickness of the
/// largest voxel edge but at least 2 mm. A branch that becomes much wider than the vessel before has leaked:
/// it is left there, and its way back over earlier branches keeps nothing behind the narrowest place before
/// it widened, or behind the entrance of that. Side branches keep nothing. Throws Cancelled.
std::vector<FrontBranch> walkVessel(const ImageGeometry& geometry, const Index3& start,
                                    const FrontVoxels& voxels, const FrontLimits& limits,
                                    const Progress& progress);

}  // namespace valvista::planning
