// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/model/study.h"

#include <filesystem>

namespace valvista::planning {

/// True when a DICOM segmentation of this CT can name the images it was made on.
bool hasDicomSource(const Study* study);

/// Writes labels as a binary DICOM segmentation (PS3.3 A.51), Explicit VR Little Endian, with a zero
/// preamble: one segment with its codes per label present, one frame per slice that holds the label, and the
/// first and the last slice in any case so that a reader knows the extent. It belongs to the study of the CT
/// and names its images; without a DICOM CT every UID is new. `study` may be null; its volume must lie on the
/// grid of the labels. Throws std::domain_error with the reason: no labels, a label without a code, too
/// large, not written.
void writeDicomSegmentation(const std::filesystem::path& file, const LabelMap& labels, const Study* study);

}  // namespace valvista::planning
