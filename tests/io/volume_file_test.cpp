// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/volume_file.h"

#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "tests/core/temporary_folder.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

bool has(const Findings& findings, const std::string& id) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.id == id; });
}

TEST(VolumeFile, ReadsACtExactly) {
  const TemporaryFolder folder;
  const ImageGeometry grid = axisAlignedGeometry({6, 5, 4}, {0.5, 0.6, 0.7}, {-10, 20, -30});
  std::vector<std::int16_t> hu(120);
  for (std::size_t n = 0; n < hu.size(); ++n)
    hu[n] = static_cast<std::int16_t>(static_cast<int>(n) * 20 - 1024);
  writeNifti(folder / "ct.nii.gz", Volume(grid, hu));
  const Study study = loadVolumeFile(folder / "ct.nii.gz", Progress());
  EXPECT_TRUE(std::equal(hu.begin(), hu.end(), study.volume.hu().begin()));
  EXPECT_LE(cornerMismatch(grid, study.volume.geometry()), 1e-4);
  EXPECT_EQ(study.sha256.size(), 64U);
  EXPECT_TRUE(study.findings.empty());
}

TEST(VolumeFile, WarnsOfValuesThatAreNotHu) {
  const TemporaryFolder folder;
  std::vector<std::int16_t> stored(27);
  for (std::size_t n = 0; n < stored.size(); ++n) stored[n] = static_cast<std::int16_t>(n * 100);
  writeNifti(folder / "ct.nii", Volume(axisAlignedGeometry({3, 3, 3}, {1, 1, 1}), stored));
  EXPECT_TRUE(has(loadVolumeFile(folder / "ct.nii", Progress()).findings, "volume.not_hu"));
}

TEST(VolumeFile, RefusesASingleSlice) {
  const TemporaryFolder folder;
  writeNifti(folder / "slice.nii",
             Volume(axisAlignedGeometry({3, 9, 1}, {1, 1, 1}), std::vector<std::int16_t>(27)));
  EXPECT_THROW(loadVolumeFile(folder / "slice.nii", Progress()), LoadError);
}

TEST(VolumeFile, ReadsRealHeadCts) {
  const std::filesystem::path shared = std::filesystem::path(VALVISTA_SHARED_DATA) / "niivue_ct_small";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "no shared data";
  const Study angiogram = loadVolumeFile(shared / "CT_AVM.nii.gz", Progress());
  EXPECT_EQ(angiogram.volume.geometry().size, (Index3{256, 242, 154}));
  EXPECT_TRUE(has(angiogram.findings, "volume.not_hu")) << "8-bit values with a slope";
  // Head CT with gantry pitch: the world frame is turned by 16.5 degrees about the left-right axis.
  const Study pitched = loadVolumeFile(shared / "CT_pitch.nii.gz", Progress());
  EXPECT_EQ(orientationCode(pitched.volume.geometry()), "RAS");
  EXPECT_NEAR(pitched.volume.geometry().spacing().z, 2.39705, 1e-4);
}

}  // namespace
}  // namespace valvista::planning
