// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/nnunet_dataset.h"

#include "app/cli/output_file.h"
#include "planning/model/tavr_labels.h"

#include <string_view>

namespace valvista::cli {

using namespace planning;

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

void writeNnunetDataset(const std::filesystem::path& folder, const nlohmann::ordered_json& origin) {
  nlohmann::ordered_json labels = nlohmann::ordered_json::object();
  labels["background"] = 0;
  for (const LabelStyle& style : labelStyles())
    if (style.value >= value(TavrLabel::aorta) && style.value <= value(TavrLabel::iliacRight))
      labels[style.name] = style.value;
  const nlohmann::ordered_json dataset = {{"channel_names", {{"0", "CT"}}},
                                          {"labels", labels},
                                          {"numTraining", filesIn(folder / "labelsTr")},
                                          {"file_ending", ".nii.gz"},
                                          {"valvista", origin}};
  writeTextFile(folder / "dataset.json", dataset.dump(2) + "\n");
}

}  // namespace valvista::cli
