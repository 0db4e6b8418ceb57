// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/core/units.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace valvista::planning {

struct RootCurveOptions {
  Millimetres smoothingWindow{4.0};  ///< width of the moving average
  Millimetres reach{80.0};           ///< planes are laid this far above the annulus
  bool literalCount = false;  ///< count every aorta voxel of a plane, not only the annulus' own component
};

/// Cross-section of the aorta in successive planes parallel to the annulus, one voxel apart (one voxel along
/// the normal: the largest extent of a voxel's edges along it). All vectors have one entry per plane; they
/// end with the aorta or where it leaves the field of view. The root ends at the first local minimum of the
/// smoothed area after its first local maximum (paper; contract root.length).
struct RootCurve {
  std::vector<double> distanceMm;   ///< of the plane from the annulus plane, along its normal: (n + 1/2) step
  std::vector<std::size_t> voxels;  ///< with centres within half a step of the plane
  /// Area of the plane's section through the voxels. Planes so near to the annulus that they also cut voxels
  /// of the ventricle have voxels x voxel volume / step instead.
  std::vector<double> areaMm2;
  std::vector<double> smoothedAreaMm2;  ///< moving average over smoothingWindow, narrower at both ends
  std::optional<double> firstMaximumMm, rootEndMm;  ///< sub-step positions; absent when there is none
};

/// Counts aorta voxels (isAorta) from `annulus` upwards. The annulus' own component starts at the aorta
/// voxels that touch the left ventricle, or without one at the aorta voxel nearest to the plane's origin.
/// Never throws for odd anatomy.
RootCurve computeRootCurve(const LabelMap& labels, const Plane& annulus, const RootCurveOptions& options,
                           const Progress& progress);

}  // namespace valvista::planning
