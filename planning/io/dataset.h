// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace valvista::planning {

/// A case of a dataset that labels are made for or derived in; one that is trained on is a
/// `valvista::DatasetCase`.
struct ListedCase {
  std::string name;
  bool test = false;  ///< of imagesTs
  std::filesystem::path ct;
  std::optional<std::filesystem::path> labels;  ///< label map, or folder with one mask per structure
};

/// Whether a folder is an nnU-Net v2 dataset (imagesTr or imagesTs) or laid out as TotalSegmentator's (a
/// folder a case with ct.nii.gz in it).
bool isDataset(const std::filesystem::path& folder);

/// Its cases by name, training before test. nnU-Net: imagesTr/NAME_0000.ENDING with labelsTr/NAME.ENDING, and
/// the same with Ts; further channels are left alone. TotalSegmentator: NAME/ct.nii.gz with
/// NAME/segmentations. Throws LoadError for a folder that is neither, one without cases, two CTs of one case.
std::vector<ListedCase> datasetCases(const std::filesystem::path& folder);

}  // namespace valvista::planning
