// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "planning/core/progress.h"
#include "planning/pipeline/run_pipeline.h"

namespace valvista::ui {

enum class SourceKind { ct, labels };

/// Whether a file or folder is a CT or labels, from its content: a folder with volume files in it holds masks,
/// one with DICOM
/// segmentations alone holds labels, any other folder a CT; a DICOM segmentation and a volume file without negative voxels and with at most 256 different values holds
/// labels (a CT always has air and noise). What cannot be read is called a CT: reading it will say why.
SourceKind kindOfSource(const std::filesystem::path& path, const Progress& progress);

/// Sorts what was dropped together; the first of each kind counts.
planning::PlanSources sortSources(const std::vector<std::filesystem::path>& paths, const Progress& progress);

}  // namespace valvista::ui
