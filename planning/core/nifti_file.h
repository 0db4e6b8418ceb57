// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace valvista {

/// What a NIfTI file holds, scaled by its slope and intercept. Voxels are in the file's storage order.
struct NiftiImage {
  ImageGeometry geometry;              ///< LPS; the file's RAS is converted here and nowhere else
  std::vector<float> voxels;           ///< empty when `integers` is used
  std::vector<std::int32_t> integers;  ///< integer types with slope 1 and intercept 0
  std::vector<std::string> notices;    ///< for example an affine that was orthonormalised
};

/// Reads NIfTI-1 or -2, plain or gzip, single file or header pair. The header is checked against the file's
/// size before memory is taken. Throws LoadError naming the file and the reason.
NiftiImage readNifti(const std::filesystem::path& file);

/// Writes NIfTI-1 (gzip when the name ends in .gz) through a temporary file, verified, then renamed.
/// Throws SaveError; an existing file is intact then.
void writeNifti(const std::filesystem::path& file, const Volume& volume);
void writeNifti(const std::filesystem::path& file, const LabelMap& labels);

}  // namespace valvista
