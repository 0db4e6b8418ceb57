// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/core/voxel_source.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace valvista {

/// What was met while values of a file became HU.
struct HuSummary {
  int minimum = std::numeric_limits<std::int16_t>::max();
  int maximum = std::numeric_limits<std::int16_t>::min();
  std::size_t limited = 0;     ///< beyond 16 bits
  std::size_t notNumbers = 0;  ///< NaN or infinite; they count as not measured (kPaddingHu)
};

/// All voxels of a CT, rounded to whole HU. Throws LoadError, Cancelled.
std::vector<std::int16_t> readHu(VoxelSource& source, HuSummary& summary, const Progress& progress);

}  // namespace valvista
