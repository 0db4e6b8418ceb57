// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/voxel_runs.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstddef>
#include <vector>

namespace valvista::planning {

/// Share of the largest piece below which a piece is an island: speckle of the source, which keeps its label
/// but takes no part in the rules, the plane and the curve.
inline constexpr double kIslandShare = 0.01;

/// One structure of the source, pieces being voxels joined by faces.
struct Structure {
  VoxelRuns all;
  VoxelRuns main;                 ///< without islands
  std::vector<VoxelRuns> pieces;  ///< of `main`, largest first
  std::size_t islands = 0, islandVoxels = 0;
};

struct StructureRuns {
  Structure aorta, ventricle;
};

/// Aorta (isAorta) and left ventricle (isLeftVentricle) of a label map.
StructureRuns findStructures(const LabelMap& labels, const Progress& progress);

}  // namespace valvista::planning
