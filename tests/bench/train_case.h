// SPDX-License-Identifier: GPL-3.0-or-later
// A case to train on, as large as a cardiac CT.
#pragma once

#include "ml/training/patch_source.h"
#include "planning/core/nifti_file.h"

#include <cmath>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <stdlib.h>
#include <string>

namespace valvista::ml {

namespace fs = std::filesystem;

inline std::vector<ModelClass> benchClasses() {
  return {{"background", 0}, {"aorta", 1}, {"iliac_artery_left", 2}, {"iliac_artery_right", 3}};
}

/// A folder with a CT of 320 x 320 x 300 of noisy tissue with three vessels, its labels and its cache.
class BenchCase {
 public:
  BenchCase() {
    std::string name = (fs::temp_directory_path() / "valvista_bench_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    const ImageGeometry grid = axisAlignedGeometry({320, 320, 300}, {1.0, 1.0, 1.0});
    LabelMap labels(grid);
    std::vector<std::int16_t> hu;
    for (int k = 0; k < grid.size[2]; ++k)
      for (int j = 0; j < grid.size[1]; ++j)
        for (int i = 0; i < grid.size[0]; ++i) {
          int label = 0;
          for (int vessel = 0; vessel < 3; ++vessel)
            if (std::hypot(i - 80.0 * (vessel + 1) - 15.0 * std::sin(0.03 * k), j - 160.0) <
                12.0 - 3.0 * vessel)
              label = vessel + 1;
          if (label != 0) labels.set({i, j, k}, static_cast<std::uint8_t>(label));
          hu.push_back(static_cast<std::int16_t>((label != 0 ? 350 : 40) + (i * 31 + j * 17 + k * 7) % 41));
        }
    writeNifti(folder_ / "ct.nii", Volume(grid, std::move(hu)));
    writeNifti(folder_ / "labels.nii", labels);
    ModelManifest model;
    model.classes = dataset.classes = benchClasses();
    dataset.cases = {{"case", "case", folder_ / "ct.nii", folder_ / "labels.nii"}};
    cache = std::make_unique<CaseCache>(folder_ / "cache", dataset, model, Progress());
  }
  ~BenchCase() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  BenchCase(const BenchCase&) = delete;
  BenchCase& operator=(const BenchCase&) = delete;

  const fs::path& folder() const { return folder_; }

  Dataset dataset;
  std::unique_ptr<CaseCache> cache;

 private:
  fs::path folder_;
};

inline const BenchCase& benchCase() {
  static const BenchCase kCase;
  return kCase;
}

}  // namespace valvista::ml
