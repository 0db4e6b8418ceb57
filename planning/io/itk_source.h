// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/voxel_source.h"

#include <cstddef>
#include <filesystem>
#include <memory>

namespace valvista::planning {

/// A NRRD (.nrrd, .nhdr) or MetaImage (.mha, .mhd) file, read by ITK after our own checks of header and data.
/// Throws LoadError naming file and reason.
std::unique_ptr<VoxelSource> openWithItk(const std::filesystem::path& file);

}  // namespace valvista::planning
