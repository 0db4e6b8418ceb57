// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/contour_refine.h"
#include "planning/anatomy/cross_section.h"
#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <optional>
#include <vector>

namespace valvista::planning {

/// Which labels are the lumen of a section, and which are lumens next door: their voxels say nothing about
/// this wall.
struct LumenLabels {
  LabelSet lumen{}, neighbours{};
};

/// What is known of scanner and tissue before a fit: values and how far they may move. Levels in HU.
struct ScanModel {
  double blurMm = 0.7, logBlurPrior = 0.3;  ///< prior 0 keeps the blur
  double wallHu = 60.0, wallPrior = 20.0;   ///< vessel wall and muscle with a little contrast
  double wallMm = 1.6, logWallPrior = 0.3;
  int insideOrder = 1, wallOrder = 1, beyondOrder = 4;
};

/// How much freedom the wall of a section has: orders of its Fourier series, and the half thickness of the
/// slab of voxels that is used (mm; the slab is never thinner than a voxel).
struct SectionOptions {
  int radiusOrder = 12, slopeOrder = 3;
  double bendPrior = 0.0;  ///< 1/mm, curvature along the vessel
  double halfThickness = 0.0;
  std::vector<double> limit;  ///< at equally spaced angles: labels further out do not count; empty for none
  bool roughLabels = false;   ///< the labels' wall is only where the search in the CT starts
  ScanModel scan;
};

/// What the CT must show for its wall to be taken: the lumen brighter than its surroundings by this much, on
/// this share of the circumference.
inline constexpr double kMinimumContrastHu = 80.0, kMinimumSupport = 0.6;
/// One standard deviation of a diameter that no fit knows of, share of a voxel: what the model of a smooth
/// wall leaves open in a CT, and in labels.
inline constexpr double kCtSdShare = 0.05, kLabelSdShare = 0.12;

/// The wall from labels alone, near radii at equally spaced angles (see lumenRadii).
std::optional<WallFit> fitWallToLabels(const LabelMap& labels, const LumenLabels& anatomy,
                                       const PlaneFrame& frame, const std::vector<double>& radii,
                                       const SectionOptions& options);

/// The wall from the CT, near the wall that the labels show. Calcium, which is brighter than the lumen, and
/// neighbouring lumens are left out. Nothing when the CT does not reach here or has no lumen to show.
std::optional<WallFit> fitWallToCt(const Volume& ct, const LabelMap& labels, const LumenLabels& anatomy,
                                   const PlaneFrame& frame, const WallModel& labelWall,
                                   const SectionOptions& options);

/// True when the CT carries the wall `byCt` and it lies near that of the labels: mean radii differ by less
/// than `largestChangeMm`.
bool isTrusted(const WallFit& byCt, const WallFit& byLabels, double largestChangeMm);

}  // namespace valvista::planning
