// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/nifti_file.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace valvista::ui {

/// An nnU-Net dataset of `cases` tiny scans: a bright box in a body of water, called aorta with value 2.
inline void writeSmallDataset(const std::filesystem::path& folder, int cases, bool broken = false) {
  std::filesystem::create_directories(folder / "imagesTr");
  std::filesystem::create_directories(folder / "labelsTr");
  const ImageGeometry grid = axisAlignedGeometry({24, 24, 24}, {3.0, 3.0, 3.0});
  for (int number = 0; number < cases; ++number) {
    std::vector<std::int16_t> hu(grid.voxelCount(), static_cast<std::int16_t>(-900 - number));
    LabelMap labels(grid);
    for (int k = 6; k < 18; ++k)
      for (int j = 6; j < 18; ++j)
        for (int i = 6; i < 18; ++i) {
          hu[static_cast<std::size_t>((k * 24 + j) * 24 + i)] = static_cast<std::int16_t>(300 + number);
          labels.set({i, j, k}, i < 12 ? 1 : 2);
        }
    const std::string name = "case_" + std::to_string(number);
    writeNifti(folder / "imagesTr" / (name + "_0000.nii.gz"), Volume(grid, std::move(hu)));
    writeNifti(folder / "labelsTr" / (name + ".nii.gz"), labels);
  }
  if (broken) std::filesystem::resize_file(folder / "imagesTr/case_1_0000.nii.gz", 100);
  std::ofstream(folder / "dataset.json")
      << R"({"channel_names":{"0":"CT"},"labels":{"background":0,"left_ventricle":1,"aorta":2},"numTraining":)"
      << cases << R"(,"file_ending":".nii.gz"})";
}

}  // namespace valvista::ui
