// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace valvista::planning {

/// A label map as its source numbers it. Source values may be beyond 255, so voxels hold codes:
/// `values[code]` is the source's value; code 0 is background.
struct LabelImage {
  LabelMap codes;
  std::vector<int> values;
  std::vector<std::size_t> counts;  ///< voxels of each code
  std::vector<std::string> notices;
};

/// Reads whole-number voxels (floating types too, when they hold whole numbers) of NIfTI, NRRD or MetaImage.
/// Throws LoadError for fractions and for more than 255 different labels.
LabelImage readLabelImage(const std::filesystem::path& file, const Progress& progress);

}  // namespace valvista::planning
