// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstdint>
#include <span>

namespace valvista::ml {

struct LabelCleanUp {
  std::uint8_t label = 0;
  bool keepLargest =
      false;  ///< the largest piece stays (voxels that meet at a corner belong together), the rest goes
  bool fillHoles = false;  ///< background that the label encloses on all sides (faces) becomes the label
};

/// Cleans labels one after another, largest piece before holes. Of several largest pieces the first stays.
/// Other labels are never overwritten. Works on runs of voxels: memory follows the surface of a label, not
/// its volume.
void cleanUpLabels(LabelMap& labels, std::span<const LabelCleanUp> cleanUps, const Progress& progress);

}  // namespace valvista::ml
