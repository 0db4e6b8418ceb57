// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::planning {

/// Agreement of two segmentations on one class. The surface of a class is the centres of its voxels that have
/// one of their six neighbours outside of it (the border of the grid is outside). Distances are Euclidean,
/// mm, from every surface point of either side to the nearest of the other. They and the ratios are absent
/// where they are undefined (distances: a class that one side lacks).
struct ClassAgreement {
  std::uint8_t label = 0;
  std::size_t voxelsA = 0, voxelsB = 0, voxelsBoth = 0;
  std::optional<double> dice, iou;
  std::optional<double> meanSurfaceDistanceMm;  ///< average symmetric: of all points of both sides
  std::optional<double> hausdorff95Mm;          ///< the larger of the two sides' 95th percentiles
  std::optional<double> hausdorffMm;
  std::optional<Vec3> worstPlaceLps;  ///< where the Hausdorff distance is taken, or any place of a class that
                                      ///< one side lacks
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
