// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <cstdint>
#include <optional>

namespace valvista::viewer {

/// HU of the voxel that holds the point; absent outside the scan and where the scanner measured nothing.
std::optional<int> huAt(const Volume& volume, const Vec3& lps);
/// Label of the voxel that holds the point, 0 outside.
std::uint8_t labelAt(const LabelMap& labels, const Vec3& lps);

}  // namespace valvista::viewer
