// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/phantom/aortic_phantom.h"

#include <cstdint>

namespace valvista::planning {

/// Case `index` (from 0) of the cohort `seed`: the anatomy of randomAnatomy() in a drawn body, with drawn
/// contrast levels, plaques, field of view and, in a share of the cases, tissue numbers and a HU scale that
/// no scanner has, so that a network must learn shapes. Labels and truth are the phantom's, exactly. Stored
/// along LPS, with voxels of `spacingMm`. The same numbers always give the same bytes, whatever the number of
/// threads. Throws std::invalid_argument for a spacing out of range, Cancelled.
Phantom makeCohortCase(std::uint64_t seed, std::uint64_t index, double spacingMm, const Progress& progress);

}  // namespace valvista::planning
