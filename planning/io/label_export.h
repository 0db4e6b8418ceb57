// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/model/finding.h"
#include "planning/model/study.h"

#include <filesystem>
#include <string>

namespace valvista::planning {

/// True for names that saveLabels can write: .nii, .nii.gz, .nrrd, .dcm, in any case.
bool isLabelFileName(const std::filesystem::path& file);

/// The endings of those names for a message: ".nii, .nii.gz, .nrrd or .dcm".
std::string labelFileEndings();

/// Writes a label map: NIfTI, NRRD (gzip, all digits of the place) or a binary DICOM segmentation, by the
/// file's name. What was written is read back and compared, voxels and place, before it takes the file's
/// name. A DICOM segmentation belongs to the study of the CT; `study` may be null, its volume must lie on the
/// grid of the labels. Findings say what a reader of the file must know. Throws SaveError naming file and
/// reason (another ending, another grid, labels without a DICOM code, a disk that is full); an old file is
/// intact then.
Findings saveLabels(const std::filesystem::path& file, const LabelMap& labels, const Study* study,
                    const Progress& progress);

/// One of the formats alone, written whole or not at all but not read back. Throws SaveError.
void writeNrrd(const std::filesystem::path& file, const LabelMap& labels);

}  // namespace valvista::planning
