// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/model_manifest.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace valvista::planning {

/// Where an nnU-Net v2 dataset keeps the files of a case: channel 0 is the CT.
std::string nnunetImageName(const std::string& caseName);
std::string nnunetLabelName(const std::string& caseName);

/// What there is to train on in labels of the TAVR scheme: the background and the values 1 to 7.
std::vector<ModelClass> tavrClasses();

/// What dataset.json says beside what follows from the files.
struct NnunetFacts {
  std::string origin;  ///< how the data came about, a JSON object (key "valvista")
  std::vector<ModelClass> classes = tavrClasses();
  std::map<std::string, std::string> patients;  ///< by case, where it is not the name of the case
};

/// Writes dataset.json, the number of training cases being that of the files in labelsTr. Throws SaveError.
void writeNnunetDataset(const std::filesystem::path& folder, const NnunetFacts& facts);

}  // namespace valvista::planning
