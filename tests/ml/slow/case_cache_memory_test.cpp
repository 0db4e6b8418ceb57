// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/case_cache.h"
#include "tests/core/training/small_dataset.h"

#include <fstream>
#include <gtest/gtest.h>

namespace valvista::ml::tests {
namespace {

namespace fs = std::filesystem;
using namespace valvista::tests;

/// Peak of this process's memory so far, kilobytes.
long peakKilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmHWM:") {
      long kilobytes = 0;
      status >> kilobytes;
      return kilobytes;
    }
  return 0;
}

/// Memory does not grow with the dataset: nothing of a case, here 14 MB and more, is kept once it is in its
/// file.
TEST(CaseCacheMemory, IsFlat) {
  constexpr int kFew = 4, kMany = 40;
  const TemporaryFolder folder;
  const ImageGeometry grid = axisAlignedGeometry({192, 192, 128}, {1.0, 1.0, 1.0});
  writeNifti(folder / "ct.nii", smallCt(grid, 0));
  LabelMap labels(grid);
  for (int k = 20; k < 100; ++k) std::fill_n(labels.mutableSlice(k).begin(), 20000, std::uint8_t{1});
  writeNifti(folder / "labels.nii", labels);
  Dataset dataset;
  dataset.classes = {{"background", 0}, {"aorta", 1}};
  const auto prepareUpTo = [&](int cases) {
    while (static_cast<int>(dataset.cases.size()) < cases) {
      const std::string name = "case" + std::to_string(dataset.cases.size());
      dataset.cases.push_back({name, name, folder / "ct.nii", folder / "labels.nii"});
    }
    ModelManifest model = smallModel();
    model.classes = dataset.classes;
    const CaseCache cache(folder / "cache", dataset, model, Progress());
    for (int at = 0; at < cache.size(); ++at) ASSERT_EQ(cache.open(at).voxelsOf.at(1).size() > 1000, true);
  };
  prepareUpTo(kFew);
  const long few = peakKilobytes();
  prepareUpTo(kMany);
  RecordProperty("growth_kilobytes", static_cast<int>(peakKilobytes() - few));
  EXPECT_LT(peakKilobytes() - few, 8 * 1024) << "after " << few << " kB with " << kFew << " cases";
}

}  // namespace
}  // namespace valvista::ml::tests
