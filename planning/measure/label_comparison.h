// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::planning {

/// Agreement of two segmentations on one class. Distances are between the surfaces, both ways, mm; they and
/// the ratios are absent where they are undefined (a class that one side or both lack).
struct ClassAgreement {
  std::uint8_t label = 0;
  std::size_t voxelsA = 0, voxelsB = 0, voxelsBoth = 0;
  std::optional<double> dice, iou;
  std::optional<double> meanSurfaceDistanceMm;  ///< average symmetric surface distance
  std::optional<double> hausdorff95Mm, hausdorffMm;
};

/// Values of the difference map.
enum class Difference : std::uint8_t { neither = 0, onlyA = 1, onlyB = 2, both = 3 };

struct LabelComparison {
  std::vector<ClassAgreement> classes;  ///< every class of either side, by label
  LabelMap difference;  ///< both: the same label on both sides; where both have labels but different ones,
                        ///< B's voxel counts as onlyB
};

/// Compares two label maps of one grid (throws std::invalid_argument for different ones). Throws Cancelled.
LabelComparison compareLabels(const LabelMap& a, const LabelMap& b, const Progress& progress);

}  // namespace valvista::planning
