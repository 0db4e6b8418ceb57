// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/phantom/body_scene.h"

namespace valvista::planning {

/// How the scanner turns tissue into numbers, beyond the noise and the point spread of the spec.
struct ScanLook {
  Vec3 marginLow, marginHigh;  ///< millimetres of the body around the region of the spec
  double gamma = 1.0;          ///< of the HU scale to both sides of soft tissue; 1 is CT as it is
  double grain = 0.0;          ///< 0..0.6: how much neighbours in a slice share their noise
};

/// CT and labels of an anatomy within a body, stored along LPS, on all processors; the number of them changes
/// nothing. Labels are those of the phantom. Throws Cancelled.
Phantom scanBody(const PhantomSpec& spec, const AorticAnatomy& anatomy, const BodyScene& scene,
                 const ScanLook& look, const Progress& progress);

}  // namespace valvista::planning
