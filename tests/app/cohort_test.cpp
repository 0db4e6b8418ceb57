// SPDX-License-Identifier: GPL-3.0-or-later
// Contract of valvista-cli cohort: an nnU-Net dataset that can be gone on with.
#include "planning/core/nifti_file.h"
#include "tests/app/command_line.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class CohortCommand : public testing::Test {
 protected:
  Outcome make(const std::vector<std::string>& more) const {
    std::vector<std::string> words{"cohort", "--out", (folder_ / "d").string(), "--spacing", "4"};
    words.insert(words.end(), more.begin(), more.end());
    return runCli(words);
  }
  TemporaryFolder folder_;
};

TEST_F(CohortCommand, WritesADatasetAndKeepsWhatIsThere) {
  const Outcome first = make({"--cases", "2", "--test", "1", "--json", "-"});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(Json::parse(first.out).at("made"), 3);
  const auto path = [&](const char* name) { return folder_ / "d" / name; };
  EXPECT_EQ(namesIn(path("imagesTr")),
            (std::set<std::string>{"case_0001_0000.nii.gz", "case_0002_0000.nii.gz"}));
  EXPECT_EQ(namesIn(path("labelsTr")), (std::set<std::string>{"case_0001.nii.gz", "case_0002.nii.gz"}));
  EXPECT_EQ(namesIn(path("imagesTs")), std::set<std::string>{"test_0001_0000.nii.gz"});
  EXPECT_EQ(namesIn(path("labelsTs")), std::set<std::string>{"test_0001.nii.gz"});
  const Json dataset = Json::parse(bytesOf(path("dataset.json")));
  EXPECT_EQ(dataset.at("channel_names"), (Json{{"0", "CT"}}));
  EXPECT_EQ(dataset.at("numTraining"), 2);
  EXPECT_EQ(dataset.at("file_ending"), ".nii.gz");
  EXPECT_EQ(dataset.at("labels").at("background"), 0);
  EXPECT_EQ(dataset.at("labels").at("annulus"), 5);
  EXPECT_EQ(dataset.at("labels").size(), 8u);
  const NiftiImage ct = readNifti(path("imagesTr/case_0001_0000.nii.gz"));
  EXPECT_EQ(cornerMismatch(ct.geometry, readNifti(path("labelsTr/case_0001.nii.gz")).geometry), 0.0);
  EXPECT_TRUE(Json::parse(bytesOf(path("truth/case_0001.json"))).at("measurements").is_object());

  const std::string kept = bytesOf(path("imagesTr/case_0001_0000.nii.gz"));
  std::filesystem::remove(path("truth/case_0002.json"));  // as if the program had been ended there
  const std::string second = bytesOf(path("imagesTr/case_0002_0000.nii.gz"));
  const Outcome more = make({"--cases", "3", "--test", "1", "--json", "-"});
  ASSERT_EQ(more.code, 0) << more.err;
  EXPECT_EQ(Json::parse(more.out).at("made"), 2);
  EXPECT_EQ(bytesOf(path("imagesTr/case_0001_0000.nii.gz")), kept);
  EXPECT_EQ(bytesOf(path("imagesTr/case_0002_0000.nii.gz")), second)
      << "the same numbers give the same bytes";
  EXPECT_EQ(Json::parse(bytesOf(path("dataset.json"))).at("numTraining"), 3);
}

TEST_F(CohortCommand, RefusesWhatMakesNoCohort) {
  EXPECT_EQ(make({}).code, 2) << "no number of cases";
  EXPECT_EQ(make({"--cases", "0"}).code, 2);
  EXPECT_EQ(make({"--cases", "1", "--seed", "-1"}).code, 2);
  EXPECT_EQ(make({"--cases", "1", "--test", "x"}).code, 2);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "d"));
  std::filesystem::create_directory(folder_ / "d");
  putBytes(folder_ / "d/dataset.json", R"({"labels": {}, "numTraining": 9})");
  const Outcome other = make({"--cases", "1"});
  EXPECT_EQ(other.code, 2);
  EXPECT_TRUE(has(other.err, "empty folder")) << other.err;
  EXPECT_EQ(namesIn(folder_ / "d"), std::set<std::string>{"dataset.json"});
}

}  // namespace
}  // namespace valvista::tests
