// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/phantom/aortic_anatomy.h"

#include <cstdint>

namespace valvista::planning {

/// Case `index` (from 0) of the cohort `seed`: every length, angle, region, calcium and scan setting drawn
/// from published ranges. Spacing and orientation keep their defaults. What makes no anatomy, or one whose
/// ventricle meets the descending aorta, is drawn again, so that buildAnatomy() takes every spec. The same
/// numbers always give the same spec.
PhantomSpec randomAnatomy(std::uint64_t seed, std::uint64_t index);

/// A seed of its own for the case.
std::uint64_t cohortCaseSeed(std::uint64_t seed, std::uint64_t index);

}  // namespace valvista::planning
