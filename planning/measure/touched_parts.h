// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/voxel_runs.h"
#include "planning/model/review.h"

#include <array>

namespace valvista::planning {

/// Voxels in which two label maps on one grid differ; all of the second where the grids have other sizes.
VoxelRuns changedRuns(const LabelMap& before, const LabelMap& after);

/// What may be measured otherwise on the second of two TAVR label maps on one grid. Annulus and root change
/// with aorta and ventricle and with whatever lies near them, an iliac artery also with what lies beside it,
/// with the aorta near it and with whether there is one, the course of the aorta also with the ventricle.
struct TouchedParts {
  bool root = true;
  std::array<bool, kVesselCount> vessels{true, true, true};  ///< by Vessel
};
/// `changed` are the changedRuns() of the two.
TouchedParts touchedParts(const LabelMap& before, const LabelMap& after, const VoxelRuns& changed);

}  // namespace valvista::planning
