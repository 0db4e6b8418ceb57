// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/volume.h"
#include "planning/core/voxel_runs.h"
#include "planning/measure/vessel_calibre.h"

#include <optional>

namespace valvista::planning {

/// Measures a vessel whose label was corrected, for numbers that follow a stroke at once: along its new
/// course, but only where the lumen has changed or the course has moved; elsewhere the sections of `before`
/// stand, a part of a millimetre from where measureVessel() will take them, and what they told of the scan
/// holds everywhere. So diameters may differ by some hundredths of a millimetre from those of
/// measureVessel(), which follows. `labels` are the corrected ones, `changed` their changedRuns().
/// Nothing where the vessel cannot be measured. Throws Cancelled.
std::optional<VesselCalibre> measureNearChange(const VesselCalibre& before, const LabelMap& labels,
                                               const VesselRequest& request, const Volume* ct,
                                               const VoxelRuns& changed, const Progress& progress);

}  // namespace valvista::planning
