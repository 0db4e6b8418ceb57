// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "planning/core/geometry.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/units.h"

namespace valvista::planning {

struct RootCurveOptions {
  Millimetres smoothingWindow{5.0};  ///< width of the moving average
  Millimetres reach{80.0};           ///< planes are laid this far above the annulus
  bool literalCount = false;         ///< count every aorta voxel of a plane, not only the annulus' own component
};

/// Cross-section of the aorta in successive planes parallel to the annulus, one voxel apart. All vectors have
/// one entry per plane. The root ends at the first local minimum of the smoothed area after its first local
/// maximum (paper; contract root.length).
struct RootCurve {
  std::vector<double> distanceMm;  ///< from the annulus plane, along its normal
  std::vector<std::size_t> voxels;
  std::vector<double> areaMm2, smoothedAreaMm2;
  std::optional<double> firstMaximumMm, rootEndMm;  ///< sub-step positions; absent when there is none
};

/// Counts aorta voxels (isAorta) from `annulus` upwards. Never throws for odd anatomy.
RootCurve computeRootCurve(const LabelMap& labels, const Plane& annulus, const RootCurveOptions& options,
                           const Progress& progress);

}  // namespace valvista::planning
