// SPDX-License-Identifier: GPL-3.0-or-later
// What enriching a dataset does beyond the command (tests/app/enrich_test.cpp): structures by their names,
// and the folder it goes to.
#include "planning/pipeline/enrich_dataset.h"

#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/training/dataset.h"
#include "planning/model/tavr_labels.h"
#include "planning/phantom/aortic_phantom.h"
#include "tests/core/temporary_folder.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

/// Numbers that no scheme of the program has.
constexpr std::uint8_t kVentricle = 1, kAorta = 2;

LabelMap renumbered(const LabelMap& anatomy) {
  LabelMap labels(anatomy.geometry());
  for (int k = 0; k < anatomy.geometry().size[2]; ++k) {
    if (anatomy.isBackground(k)) continue;
    const auto source = anatomy.slice(k);
    const auto target = labels.mutableSlice(k);
    for (std::size_t at = 0; at < source.size(); ++at)
      target[at] = source[at] == value(TavrLabel::aorta)           ? kAorta
                   : source[at] == value(TavrLabel::leftVentricle) ? kVentricle
                                                                   : std::uint8_t{0};
  }
  return labels;
}

std::vector<std::int32_t> voxelsOf(const LabelMap& labels) {
  std::vector<std::int32_t> voxels;
  for (int k = 0; k < labels.geometry().size[2]; ++k)
    for (const std::uint8_t label : labels.slice(k)) voxels.push_back(label);
  return voxels;
}

class EnrichByNames : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    PhantomSpec spec;
    spec.spacing = {2.0, 2.0, 2.0};
    spec.region = PhantomRegion::root;
    phantom_ = std::make_unique<Phantom>(makePhantom(spec, Progress()));
  }
  static void TearDownTestSuite() { phantom_.reset(); }

  /// Two scans of one patient, and a test scan without labels.
  void SetUp() override {
    for (const char* part : {"imagesTr", "labelsTr", "imagesTs"})
      fs::create_directories(folder_ / "in" / part);
    for (const char* name : {"a1", "a2"}) {
      writeNifti(folder_ / "in/imagesTr" / (std::string(name) + "_0000.nii.gz"), phantom_->ct);
      writeNifti(folder_ / "in/labelsTr" / (std::string(name) + ".nii.gz"), renumbered(phantom_->anatomy));
    }
    writeNifti(folder_ / "in/imagesTs/t_0000.nii.gz", phantom_->ct);
    std::ofstream(folder_ / "in/dataset.json")
        << R"({"channel_names":{"0":"CT"},"labels":{"background":0,"left_ventricle":1,"aorta":2},)"
        << R"("numTraining":2,"file_ending":".nii.gz","patients":{"a1":"a","a2":"a"}})";
  }

  EnrichedDataset enrich() const {
    EnrichRequest request;
    request.dataset = folder_ / "in";
    request.out = folder_ / "out";
    request.byNames = true;
    request.jobs = 2;
    return enrichDataset(request, Progress());
  }
  Dataset made() const {
    std::vector<DatasetFault> faults;
    Dataset dataset = readDataset(folder_ / "out", faults);
    EXPECT_TRUE(faults.empty()) << faults.front().message;
    return dataset;
  }

  static inline std::unique_ptr<Phantom> phantom_;
  TemporaryFolder folder_;
};

TEST_F(EnrichByNames, TheNamesOfTheDatasetSayWhatAValueIs) {
  const EnrichedDataset result = enrich();
  ASSERT_EQ(result.outcomes.size(), 2U) << "a test scan without labels is left out";
  for (const CaseOutcome& one : result.outcomes) EXPECT_EQ(one.state, CaseResult::made) << one.reason;
  EXPECT_TRUE(result.incomplete.empty());
  const LabelMap wanted = deriveRootLabels(phantom_->anatomy, {}, {}, Progress()).labels;
  EXPECT_EQ(readNifti(folder_ / "out/labelsTr/a1.nii.gz").integers, voxelsOf(wanted));
  EXPECT_EQ(enrich().outcomes.front().state, CaseResult::kept);
}

TEST_F(EnrichByNames, OtherNamesForTheSameNumbersAreOtherInputs) {
  enrich();
  std::ofstream(folder_ / "in/dataset.json")
      << R"({"channel_names":{"0":"CT"},"labels":{"background":0,"aorta":1,"left_ventricle":2},)"
      << R"("numTraining":2,"file_ending":".nii.gz"})";
  EXPECT_EQ(enrich().outcomes.front().state, CaseResult::made);
}

TEST_F(EnrichByNames, TheNewDatasetNamesWhatItHasAndKeepsPatientsTogether) {
  enrich();
  const Dataset dataset = made();
  const std::vector<ModelClass> classes{{"background", 0},  {"aorta", 1}, {"left_ventricle", 2},
                                        {"aortic_root", 3}, {"valve", 4}, {"annulus", 5}};
  EXPECT_EQ(dataset.classes, classes) << "iliac arteries that no case has would stop a training";
  ASSERT_EQ(dataset.cases.size(), 2U);
  for (const DatasetCase& one : dataset.cases) EXPECT_EQ(one.patient, "a") << one.name;
}

TEST_F(EnrichByNames, AnUnnamedValueIsRefusedWithFileAndValue) {
  LabelMap labels = renumbered(phantom_->anatomy);
  labels.set({0, 0, 0}, 9);
  writeNifti(folder_ / "in/labelsTr/a2.nii.gz", labels);
  const EnrichedDataset result = enrich();
  EXPECT_EQ(result.outcomes[0].state, CaseResult::made);
  ASSERT_EQ(result.outcomes[1].state, CaseResult::refused);
  EXPECT_NE(result.outcomes[1].reason.find("a2.nii.gz"), std::string::npos) << result.outcomes[1].reason;
  EXPECT_NE(result.outcomes[1].reason.find("value 9"), std::string::npos) << result.outcomes[1].reason;
  EXPECT_EQ(made().cases.size(), 1U);
}

TEST(EnrichedFolder, IsMadeAndGoneOnWith) {
  const TemporaryFolder folder;
  beginEnrichedDataset(folder / "x/out");
  EXPECT_TRUE(fs::is_directory(folder / "x/out"));
  std::ofstream(folder / "x/out/mean_root_curve.csv") << "of a run that was interrupted";
  EXPECT_NO_THROW(beginEnrichedDataset(folder / "x/out"));
  std::ofstream(folder / "x/out/dataset.json") << R"({"valvista":{"made_by":"enrich","rule":"paper"}})";
  EXPECT_NO_THROW(beginEnrichedDataset(folder / "x/out"));
}

TEST(EnrichedFolder, ThatIsSomethingElseIsRefused) {
  const TemporaryFolder folder;
  const auto isRefused = [](const fs::path& out) {
    try {
      beginEnrichedDataset(out);
    } catch (const SaveError& error) {
      return std::string(error.what()).find(out.filename().string()) != std::string::npos;
    }
    return false;
  };
  fs::create_directories(folder / "own");
  std::ofstream(folder / "own/letters.txt") << "mine";
  EXPECT_TRUE(isRefused(folder / "own"));
  fs::create_directories(folder / "dataset/records");
  std::ofstream(folder / "dataset/dataset.json") << R"({"labels":{"background":0}})";
  EXPECT_TRUE(isRefused(folder / "dataset"));
  std::ofstream(folder / "file") << "mine";
  EXPECT_TRUE(isRefused(folder / "file"));
  EXPECT_TRUE(isRefused(folder / "file/out")) << "cannot be made";
}

}  // namespace
}  // namespace valvista::planning
