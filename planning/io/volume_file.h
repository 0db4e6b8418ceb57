// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/core/voxel_source.h"
#include "planning/model/study.h"

#include <filesystem>
#include <memory>

namespace valvista::planning {

/// True for names of volume formats: .nii, .nii.gz, .hdr, .img, .nrrd, .nhdr, .mha, .mhd, in any case.
bool isVolumeFileName(const std::filesystem::path& file);

/// Opens a NIfTI, NRRD or MetaImage file and checks its header. Throws LoadError naming file and reason.
std::unique_ptr<VoxelSource> openVolumeFile(const std::filesystem::path& file);

/// Reads a CT. Fractions are rounded to whole HU; what does not fit 16 bits is limited and what is not a
/// number becomes padding, each with a finding; so does a range of values that is not that of a CT. Who the
/// patient is and how the scan was made is not in such files and stays empty. Throws LoadError naming file
/// and reason, also for fewer than two voxels along an axis.
Study loadVolumeFile(const std::filesystem::path& file, const Progress& progress);

}  // namespace valvista::planning
