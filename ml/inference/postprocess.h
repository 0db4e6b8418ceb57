// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstdint>
#include <span>

namespace valvista::ml {

/// Share of a label's largest piece below which a piece is taken for noise. A vessel that a model finds in two
/// halves keeps both: the plan says that it is broken, where the larger half alone would pass for all of it.
inline constexpr double kSmallPart = 0.1;

struct LabelCleanUp {
  std::uint8_t label = 0;
  bool dropSmallParts =
      false;  ///< pieces below kSmallPart of the largest go (voxels that meet at a corner belong together)
  bool fillHoles = false;  ///< background that the label encloses on all sides (faces) becomes the label
};

/// Cleans labels one after another, small pieces before holes.
/// Other labels are never overwritten. Works on runs of voxels: memory follows the surface of a label, not
/// its volume.
void cleanUpLabels(LabelMap& labels, std::span<const LabelCleanUp> cleanUps, const Progress& progress);

}  // namespace valvista::ml
