// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/label_schemes.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace valvista::planning {

/// The TAVR value a mask file stands for by its name ("aorta.nii.gz"), nothing for another file.
std::optional<std::uint8_t> maskValue(const std::filesystem::path& file);

/// True when the folder, or its subfolder `segmentations`, holds a mask of a known name.
bool holdsMasks(const std::filesystem::path& folder);

/// Joins the masks of a folder, or of its subfolder `segmentations`, found by file name. Where masks overlap,
/// iliac arteries win over the aorta and the aorta over the left ventricle, with a finding; the whole heart
/// fills what is left, and is not used beside a left ventricle. Throws LoadError for masks on two grids,
/// naming both.
AnatomyLabels loadMaskFolder(const std::filesystem::path& folder, const Progress& progress);

/// The same for a single mask file with a known name.
AnatomyLabels loadMaskFile(const std::filesystem::path& file, const Progress& progress);

}  // namespace valvista::planning
