// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/core/progress.h"
#include "planning/edit/paint_rules.h"

#include <string>
#include <vector>

namespace valvista::planning {

struct VesselClickOptions {
  double widestRadiusMm = 25.0;  ///< what is wider is not the vessel: 25 an aorta, 9 an iliac artery
  /// Throws std::invalid_argument naming the option that makes no sense.
  void check() const;
};

/// Where growing was stopped because the lumen behind widened at once: one for each opening.
struct LeakStop {
  Vec3 lps;                     ///< where the vessel was left
  double radiusMm = 0.0;        ///< of the front where it had widened, as a circle of its area
  double vesselRadiusMm = 0.0;  ///< of the way before it widened
};

struct VesselClick {
  PaintOutcome outcome;
  std::vector<LeakStop> stops;  ///< the widest first
  HuRange lumen;                ///< taken for lumen
  std::string refusal;          ///< why nothing was painted; empty when it was
};

/// Grows rules.label from a place in the lumen of a contrast-filled vessel (LPS): a front walks through
/// voxels whose HU are those of the lumen, and where one of its parts becomes much wider than the vessel was
/// before, it has leaked into a neighbour; what that part painted since the narrowest place before is taken
/// back, from its entrance on where the vessel had narrowed to it (a valve), and the place is reported.
/// Labels that the rules keep are walls. Small holes (calcium, noise) are closed. Needs a CT on the labels'
/// grid. Throws Cancelled with the labels unchanged.
VesselClick growVessel(LabelMap& labels, const Volume& ct, const Vec3& click,
                       const VesselClickOptions& options, const PaintRules& rules, const Progress& progress);

}  // namespace valvista::planning
