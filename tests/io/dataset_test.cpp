// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dataset.h"

#include "planning/core/error.h"
#include "tests/core/temporary_folder.h"

#include <gtest/gtest.h>
#include <string>

namespace valvista::planning {
namespace {

class Dataset : public testing::Test {
 protected:
  void put(const std::string& name) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    putBytes(folder_ / name, "x");
  }
  std::string refusal() const {
    try {
      datasetCases(folder_.path());
    } catch (const LoadError& error) {
      return error.what();
    }
    return {};
  }
  TemporaryFolder folder_;
};

TEST_F(Dataset, FindsTheCasesOfNnunet) {
  for (const char* name : {"imagesTr/b_0000.nii.gz", "imagesTr/b_0001.nii.gz", "imagesTr/a.1_0000.nrrd",
                           "imagesTr/.hidden_0000.nii.gz", "imagesTr/notes.txt", "labelsTr/b.nii.gz",
                           "imagesTs/b_0000.nii.gz", "labelsTs/other.nii.gz"})
    put(name);
  EXPECT_TRUE(isDataset(folder_.path()));
  const std::vector<ListedCase> cases = datasetCases(folder_.path());
  ASSERT_EQ(cases.size(), 3u);
  EXPECT_EQ(cases[0].name, "a.1");
  EXPECT_FALSE(cases[0].labels.has_value());
  EXPECT_EQ(cases[1].name, "b");
  EXPECT_EQ(cases[1].ct, folder_ / "imagesTr/b_0000.nii.gz");
  EXPECT_EQ(cases[1].labels, folder_ / "labelsTr/b.nii.gz");
  EXPECT_FALSE(cases[1].test);
  EXPECT_TRUE(cases[2].test && cases[2].name == "b" && !cases[2].labels);
}

TEST_F(Dataset, FindsTheCasesOfTotalSegmentator) {
  for (const char* name : {"s0011/ct.nii.gz", "s0011/segmentations/aorta.nii.gz", "s0002/ct.nii.gz",
                           "meta.csv", "s0003/mri.nii.gz"})
    put(name);
  const std::vector<ListedCase> cases = datasetCases(folder_.path());
  ASSERT_EQ(cases.size(), 2u);
  EXPECT_EQ(cases[0].name, "s0002");
  EXPECT_FALSE(cases[0].labels.has_value());
  EXPECT_EQ(cases[1].labels, folder_ / "s0011/segmentations");
}

TEST_F(Dataset, RefusesWhatIsNone) {
  EXPECT_FALSE(isDataset(folder_.path()));
  EXPECT_NE(refusal().find("no cases"), std::string::npos);
  EXPECT_FALSE(isDataset(folder_ / "missing"));
  put("imagesTr/a_0000.nii.gz");
  put("imagesTr/a_0000.nrrd");
  EXPECT_NE(refusal().find("two CTs of one case"), std::string::npos) << refusal();
}

}  // namespace
}  // namespace valvista::planning
