// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/model/review.h"

#include <array>

namespace valvista::planning {

/// What may be measured otherwise on the second of two TAVR label maps on one grid. Annulus and root change
/// with aorta and ventricle and with whatever lies near them, an iliac artery also with what lies beside it,
/// with the aorta near it and with whether there is one, the course of the aorta also with the ventricle.
struct TouchedParts {
  bool root = true;
  std::array<bool, kVesselCount> vessels{true, true, true};  ///< by Vessel
};
TouchedParts touchedParts(const LabelMap& before, const LabelMap& after);
/// Tight box of the voxels that differ; the whole grid where the sizes do.
IndexBox changedBox(const LabelMap& before, const LabelMap& after);

}  // namespace valvista::planning
