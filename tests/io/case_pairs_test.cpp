// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/case_pairs.h"

#include "planning/core/error.h"
#include "tests/core/temporary_folder.h"

#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

class CasePairs : public testing::Test {
 protected:
  std::filesystem::path folder(const std::string& name, const std::vector<std::string>& files) const {
    std::filesystem::create_directories(folder_ / name);
    for (const std::string& file : files) putBytes(folder_ / name / file, "x");
    return folder_ / name;
  }

  static std::string refusal(const std::filesystem::path& truth, const std::filesystem::path& prediction) {
    try {
      pairCases(truth, prediction);
      return {};
    } catch (const LoadError& error) {
      return error.what();
    }
  }

  TemporaryFolder folder_;
};

TEST_F(CasePairs, FilesOfOneNameBelongTogetherWhateverTheirFormat) {
  const auto truth = folder("t", {"b.nii.gz", "a.1.nii", "dataset.json", ".hidden.nii"});
  const auto prediction = folder("p", {"a.1.nrrd", "b.mha", "log.txt"});
  const std::vector<CasePair> pairs = pairCases(truth, prediction);
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[0].name, "a.1");
  EXPECT_EQ(pairs[0].prediction.filename(), "a.1.nrrd");
  EXPECT_EQ(pairs[1].name, "b");
  EXPECT_EQ(pairs[1].truth.filename(), "b.nii.gz");
}

TEST_F(CasePairs, TwoFilesAreOneCaseAndAFileFindsItsOwnInAFolder) {
  const auto truth = folder("t", {"a.nii.gz", "b.nii.gz"});
  const auto prediction = folder("p", {"a.nii.gz", "x.nii.gz"});
  EXPECT_EQ(pairCases(truth / "a.nii.gz", prediction / "x.nii.gz").at(0).name, "a");
  ASSERT_EQ(pairCases(truth / "a.nii.gz", prediction).size(), 1u);
  EXPECT_EQ(pairCases(truth / "a.nii.gz", prediction)[0].prediction, prediction / "a.nii.gz");
  EXPECT_EQ(pairCases(truth, prediction / "a.nii.gz").at(0).truth, truth / "a.nii.gz");
  EXPECT_EQ(refusal(truth / "b.nii.gz", prediction), "b.nii.gz has no counterpart in p.");
}

TEST_F(CasePairs, WhatHasNoCounterpartIsNamedOnEitherSide) {
  const auto truth = folder("t", {"a.nii.gz", "b.nii.gz"});
  EXPECT_EQ(refusal(truth, folder("fewer", {"a.nii.gz"})), "b.nii.gz has no counterpart in fewer.");
  EXPECT_EQ(refusal(truth, folder("more", {"a.nii.gz", "b.nii.gz", "c.nii.gz"})),
            "c.nii.gz has no counterpart in t.");
}

TEST_F(CasePairs, FoldersThatAreNoneOfLabelMapsAreRefused) {
  const auto truth = folder("t", {"a.nii.gz"});
  EXPECT_NE(refusal(truth, folder("masks", {"aorta.nii.gz"})).find("mask aorta.nii.gz"), std::string::npos);
  EXPECT_NE(refusal(truth, folder("empty", {})).find("no label maps"), std::string::npos);
  EXPECT_NE(refusal(truth, folder("twice", {"a.nii", "a.nii.gz"})).find("two label maps of one case"),
            std::string::npos);
  EXPECT_EQ(refusal(truth, folder_ / "none"), "none: there is no such file or folder.");
}

}  // namespace
}  // namespace valvista::planning
