// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/model/finding.h"

#include <filesystem>
#include <string>

namespace valvista::cli {

/// `--out` of a command that writes a label map. Throws std::invalid_argument unless it is NIfTI by its name.
std::filesystem::path labelFile(const std::string& given);

/// Value, voxels and volume of every known label; then the findings.
std::string labelCountsTable(const LabelMap& labels, const planning::Findings& findings);

}  // namespace valvista::cli
