// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/nnunet_dataset.h"

#include "planning/core/output_file.h"
#include "planning/model/tavr_labels.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace valvista::planning {

namespace {

constexpr std::string_view kImageEnding = "_0000.nii.gz", kLabelEnding = ".nii.gz";

int filesIn(const std::filesystem::path& folder) {
  int files = 0;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none))
    if (entry.path().filename().string().ends_with(kLabelEnding)) ++files;
  return files;
}

}  // namespace

std::string nnunetImageName(const std::string& caseName) {
  return caseName + std::string(kImageEnding);
}

std::string nnunetLabelName(const std::string& caseName) {
  return caseName + std::string(kLabelEnding);
}

std::vector<ModelClass> tavrClasses() {
  std::vector<ModelClass> classes{{"background", 0}};
  for (const LabelStyle& style : labelStyles())
    if (style.value >= value(TavrLabel::aorta) && style.value <= value(TavrLabel::iliacRight))
      classes.push_back({style.name, style.value});
  return classes;
}

void writeNnunetDataset(const std::filesystem::path& folder, const NnunetFacts& facts) {
  auto labels = nlohmann::ordered_json::object();
  for (const ModelClass& one : facts.classes) labels[one.name] = one.label;
  nlohmann::ordered_json dataset = {{"channel_names", {{"0", "CT"}}},
                                    {"labels", labels},
                                    {"numTraining", filesIn(folder / "labelsTr")},
                                    {"file_ending", ".nii.gz"},
                                    {"valvista", nlohmann::ordered_json::parse(facts.origin)}};
  if (!facts.patients.empty()) dataset["patients"] = facts.patients;
  writeTextFile(folder / "dataset.json", dataset.dump(2) + "\n");
}

}  // namespace valvista::planning
