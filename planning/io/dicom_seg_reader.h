// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/anatomy_labels.h"

#include <filesystem>

namespace valvista::planning {

/// Reads a DICOM segmentation into TAVR values on the grid of its frames, whole but for describeLabels.
/// Segments of structures that we do not know are left out with a finding. Where segments overlap the more
/// special structure wins (annulus, valve, root, iliac arteries, aorta, left ventricle, heart), with a
/// finding. Throws LoadError naming file and reason: for what DicomSegmentationFile and placeFrames refuse,
/// and when no segment is of a known structure.
AnatomyLabels loadDicomSegmentation(const std::filesystem::path& file, const Progress& progress);

}  // namespace valvista::planning
