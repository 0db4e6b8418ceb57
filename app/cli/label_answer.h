// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/progress.h"
#include "planning/model/finding.h"
#include "planning/model/study.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>

namespace valvista::cli {

/// `--out` of a command that writes a label map.
CLI::Option* addLabelFile(CLI::App& options, std::string& out);

/// Throws std::invalid_argument unless it is by its name a file that saveLabels writes.
std::filesystem::path labelFile(const std::string& given);

/// Writes it (saveLabels), the folder too where it is missing, and adds what is to be said of it.
void writeLabels(const std::filesystem::path& file, const LabelMap& labels,
                 const std::optional<planning::Study>& study, planning::Findings& findings,
                 const Progress& progress);

/// Value, voxels and volume of every known label; then the findings.
std::string labelCountsTable(const LabelMap& labels, const planning::Findings& findings);

}  // namespace valvista::cli
