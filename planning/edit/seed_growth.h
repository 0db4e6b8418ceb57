// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/edit/paint_rules.h"

namespace valvista::planning {

struct SeedGrowthOptions {
  LabelSet seeds = LabelSet().set().reset(0);  ///< labels that compete; the others are there to be taken
  double marginMm = 15.0;                      ///< of the box that is worked in, around rules.label
  double furthestMm = 5.0;                     ///< from a seed, along the way
  /// How many times as far a step is for a difference in HU as large as the noise. A step into another
  /// tissue, of ten or twenty times the noise, then costs as much as a long way through one.
  double edgeWeight = 1.0;
  /// Throws std::invalid_argument naming the option that makes no sense.
  void check() const;
};

/// Every voxel in the box that is no seed and that the rules leave free goes to the seed with the cheapest
/// way to it, so that labels meet at edges of the image. A step costs its millimetres times 1 + edgeWeight *
/// |difference in HU| / noise; the noise is read within the seeds. Voxels of seeds stay; a locked label holds
/// its ground against the others and what it would win stays as it is. Without a CT on the labels' grid the
/// nearest seed wins. Equal ways are the lower label's: the result hangs on the storage order by rounding
/// alone. Throws Cancelled, with the labels as they were.
PaintOutcome growSeeds(LabelMap& labels, const Volume& ct, const SeedGrowthOptions& options,
                       const PaintRules& rules, const Progress& progress);

}  // namespace valvista::planning
