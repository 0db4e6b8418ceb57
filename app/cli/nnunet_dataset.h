// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::cli {

/// Where an nnU-Net v2 dataset keeps the files of a case: channel 0 is the CT.
std::string nnunetImageName(const std::string& caseName);
std::string nnunetLabelName(const std::string& caseName);

/// Writes dataset.json for labels of the TAVR scheme, the number of training cases being that of the files in
/// labelsTr. `origin` says how the data came about (key "valvista"). Throws SaveError.
void writeNnunetDataset(const std::filesystem::path& folder, const nlohmann::ordered_json& origin);

}  // namespace valvista::cli
