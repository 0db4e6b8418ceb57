// SPDX-License-Identifier: GPL-3.0-or-later
// Contract of valvista-cli enrich, and of segment over a dataset.
#include "planning/core/nifti_file.h"
#include "tests/app/command_line.h"

#include <chrono>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

class Enrich : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = new TemporaryFolder;
    ASSERT_EQ(
        runCli({"phantom", "--out", (*files_ / "p").string(), "--spacing", "2", "--set", "region=root"}).code,
        0);
  }
  static void TearDownTestSuite() {
    delete files_;
    files_ = nullptr;
  }

  /// A dataset of three cases that are all the phantom.
  void SetUp() override {
    for (const char* name : {"a", "b", "c"}) putCase(name);
  }
  void putCase(const std::string& name) const {
    for (const char* part : {"imagesTr", "labelsTr"}) fs::create_directories(dataset() / part);
    fs::copy_file(*files_ / "p/ct.nii.gz", dataset() / "imagesTr" / (name + "_0000.nii.gz"));
    fs::copy_file(*files_ / "p/anatomy.nii.gz", dataset() / "labelsTr" / (name + ".nii.gz"));
  }
  fs::path dataset() const { return folder_ / "in"; }
  fs::path at(const std::string& name) const { return folder_ / "out" / name; }
  Outcome enrich(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{
        "enrich",   "--dataset",           dataset().string(), "--out", (folder_ / "out").string(),
        "--scheme", "totalsegmentator-v1", "--json",           "-"};
    words.insert(words.end(), more.begin(), more.end());
    return runCli(words);
  }

  static TemporaryFolder* files_;
  TemporaryFolder folder_;
};

TemporaryFolder* Enrich::files_ = nullptr;

TEST_F(Enrich, WritesTheLabelsOfDeriveForEveryCase) {
  const Outcome run = enrich({"--jobs", "2"});
  ASSERT_EQ(run.code, 0) << run.err << run.out;
  const Json answer = Json::parse(run.out);
  EXPECT_EQ(answer.at("schema"), "valvista.enrich");
  EXPECT_EQ(answer.at("made"), 3);
  EXPECT_EQ(namesIn(at("imagesTr")),
            (std::set<std::string>{"a_0000.nii.gz", "b_0000.nii.gz", "c_0000.nii.gz"}));
  EXPECT_EQ(namesIn(at("labelsTr")), (std::set<std::string>{"a.nii.gz", "b.nii.gz", "c.nii.gz"}));
  EXPECT_EQ(readNifti(at("labelsTr/b.nii.gz")).integers, readNifti(*files_ / "p/labels.nii.gz").integers);
  EXPECT_TRUE(fs::equivalent(at("imagesTr/a_0000.nii.gz"), dataset() / "imagesTr/a_0000.nii.gz")) << "linked";
  EXPECT_EQ(Json::parse(bytesOf(at("dataset.json"))).at("numTraining"), 3);
  const Json& curve = answer.at("mean_root_cross_section");
  ASSERT_GT(curve.at("distance_mm").size(), 20u);
  EXPECT_EQ(curve.at("cases").at(5), 3);
  EXPECT_NEAR(curve.at("deviation_mm2").at(5).get<double>(), 0, 1e-9) << "all cases are one phantom";
  EXPECT_NEAR(curve.at("mean_area_mm2").at(2).get<double>(), 449, 60) << "the annulus of the phantom";
  EXPECT_TRUE(bytesOf(at("mean_root_curve.csv")).starts_with("distance_mm,mean_area_mm2,"));
}

TEST_F(Enrich, KeepsWhatIsDoneAndUnchanged) {
  ASSERT_EQ(enrich().code, 0);
  EXPECT_EQ(Json::parse(enrich().out).at("kept"), 3);
  EXPECT_EQ(Json::parse(enrich({"--rule", "metric"}).out).at("made"), 3) << "another rule, other labels";
  ASSERT_EQ(enrich().code, 0);
  fs::remove(at("labelsTr/a.nii.gz"));
  fs::last_write_time(dataset() / "labelsTr/b.nii.gz",
                      fs::file_time_type::clock::now() + std::chrono::hours(1));
  const Json again = Json::parse(enrich().out);
  EXPECT_EQ(again.at("made"), 2);
  EXPECT_EQ(again.at("kept"), 1);
}

TEST_F(Enrich, ShardsShareNothingAndAreTogetherEverything) {
  const Json first = Json::parse(enrich({"--shard", "1/2"}).out),
             second = Json::parse(enrich({"--shard", "2/2"}).out);
  EXPECT_EQ(first.at("made"), 2);
  EXPECT_EQ(second.at("made"), 1);
  EXPECT_EQ(namesIn(at("labelsTr")).size(), 3u);
  EXPECT_EQ(second.at("mean_root_cross_section").at("cases").at(5), 3)
      << "the curve is that of the whole cohort";
  EXPECT_EQ(Json::parse(enrich().out).at("kept"), 3);
  for (const char* none : {"0/2", "3/2", "1", "a/b", "1/2/3", "-1/2"})
    EXPECT_EQ(enrich({"--shard", none}).code, 2) << none;
}

TEST_F(Enrich, SaysWhichCasesFailedAndWhy) {
  putBytes(dataset() / "labelsTr/b.nii.gz", "no volume");
  fs::remove(dataset() / "labelsTr/c.nii.gz");
  const Outcome run = enrich();
  EXPECT_EQ(run.code, 4);
  const Json refused = Json::parse(run.out).at("refused");
  ASSERT_EQ(refused.size(), 2u);
  EXPECT_EQ(refused[0].at("case"), "b");
  EXPECT_TRUE(has(refused[0].at("reason"), "b.nii.gz")) << refused;
  EXPECT_TRUE(has(refused[1].at("reason"), "no labels")) << refused;
  EXPECT_EQ(namesIn(at("imagesTr")), std::set<std::string>{"a_0000.nii.gz"});
  fs::remove(dataset() / "labelsTr/a.nii.gz");
  EXPECT_EQ(enrich().code, 3) << "nothing but refused cases";
  const Outcome inPlace = runCli({"enrich", "--dataset", dataset().string(), "--out", dataset().string()});
  EXPECT_EQ(inPlace.code, 2);
  EXPECT_TRUE(has(inPlace.err, "another folder")) << inPlace.err;
}

TEST_F(Enrich, ReadsFoldersOfMasks) {
  fs::create_directories(folder_ / "ts/s0001/segmentations");
  fs::copy_file(*files_ / "p/ct.nii.gz", folder_ / "ts/s0001/ct.nii.gz");
  const NiftiImage anatomy = readNifti(*files_ / "p/anatomy.nii.gz");
  constexpr std::int32_t kAorta = 7;
  std::vector<std::uint8_t> mask;
  for (const std::int32_t value : anatomy.integers) mask.push_back(value == kAorta ? 1 : 0);
  writeNifti(folder_ / "ts/s0001/segmentations/aorta.nii.gz", LabelMap(anatomy.geometry, mask));
  const Outcome run =
      runCli({"enrich", "--dataset", (folder_ / "ts").string(), "--out", at("").string(), "--json", "-"});
  EXPECT_EQ(run.code, 4) << "no left ventricle, so no annulus";
  EXPECT_EQ(Json::parse(run.out).at("incomplete").at(0).at("case"), "s0001");
  EXPECT_EQ(namesIn(at("labelsTr")), std::set<std::string>{"s0001.nii.gz"});
}

TEST_F(Enrich, SegmentsADatasetInShards) {
  const std::string model = (folder_ / "model").string();
  ASSERT_EQ(ProgramRun{}("valvista-test-model", {"small", model}).code, 0);
  const auto segment = [&](const std::string& shard) {
    return runCli({"segment", dataset().string(), "--model", model, "--out", at("").string(), "--device",
                   "cpu", "--shard", shard, "--json", "-"});
  };
  const Outcome run = segment("2/2");
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(Json::parse(run.out).at("made"), 1);
  EXPECT_EQ(namesIn(at("labelsTr")), std::set<std::string>{"b.nii.gz"});
  EXPECT_EQ(readNifti(at("labelsTr/b.nii.gz")).geometry.size,
            readNifti(*files_ / "p/ct.nii.gz").geometry.size);
  EXPECT_EQ(Json::parse(segment("2/2").out).at("kept"), 1);
  EXPECT_EQ(runCli({"segment", (*files_ / "p/ct.nii.gz").string(), "--model", model, "--out",
                    at("l.nii").string(), "--shard", "1/2"})
                .code,
            2);
}

}  // namespace
}  // namespace valvista::tests
