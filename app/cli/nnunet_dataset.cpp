// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/nnunet_dataset.h"

#include "app/cli/output_file.h"
#include "planning/model/tavr_labels.h"

#include <string_view>

namespace valvista::cli {

using namespace planning;

namespace {

constexpr std::string_view kImageEnding = "_0000.nii.gz";

int imagesIn(const std::filesystem::path& folder) {
  int images = 0;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none))
    if (entry.path().filename().string().ends_with(kImageEnding)) ++images;
  return images;
}

}  // namespace

std::string nnunetImageName(const std::string& caseName) {
  return caseName + std::string(kImageEnding);
}

std::string nnunetLabelName(const std::string& caseName) {
  return caseName + ".nii.gz";
}

void writeNnunetDataset(const std::filesystem::path& folder, const nlohmann::ordered_json& origin) {
  nlohmann::ordered_json labels = nlohmann::ordered_json::object();
  labels["background"] = 0;
  constexpr int kPaperLabels = 7;  // those that are derived; further values are anatomy beyond the paper
  for (int label = 1; label <= kPaperLabels; ++label)
    labels[std::string(labelStyle(static_cast<std::uint8_t>(label)).name)] = label;
  const nlohmann::ordered_json dataset = {{"channel_names", {{"0", "CT"}}},
                                          {"labels", labels},
                                          {"numTraining", imagesIn(folder / "imagesTr")},
                                          {"file_ending", ".nii.gz"},
                                          {"valvista", origin}};
  writeTextFile(folder / "dataset.json", dataset.dump(2) + "\n");
}

}  // namespace valvista::cli
