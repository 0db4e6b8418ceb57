// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/training/dataset.h"

#include "planning/core/error.h"
#include "tests/core/training/small_dataset.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <set>

namespace valvista::tests {
namespace {

std::vector<DatasetCase> casesOf(int patients, int casesEach) {
  std::vector<DatasetCase> cases;
  for (int patient = 0; patient < patients; ++patient)
    for (int which = 0; which < casesEach; ++which)
      cases.push_back({"case" + std::to_string(patient) + "_" + std::to_string(which),
                       "patient" + std::to_string(patient),
                       {},
                       {}});
  return cases;
}

std::size_t countOf(const DatasetSplit& split, DatasetPart part) {
  return static_cast<std::size_t>(
      std::count_if(split.begin(), split.end(), [&](const auto& one) { return one.second == part; }));
}

std::string messageOf(const std::function<void()>& what) {
  try {
    what();
  } catch (const LoadError& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(ReadDataset, ListsTheLayoutOfNnUNet) {
  const TemporaryFolder folder;
  makeNnUNet(folder.path(), 2);
  putBytes(folder / "dataset.json",
           replaced(bytesOf(folder / "dataset.json"), "\"file", R"("patients": {"b": "someone"}, "file)"));
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(folder.path(), faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(dataset.layout, DatasetLayout::nnUNet);
  EXPECT_EQ(dataset.classes,
            (std::vector<ModelClass>{{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}}));
  ASSERT_EQ(dataset.cases.size(), 2u);
  EXPECT_EQ(dataset.cases[0].patient, "a");
  EXPECT_EQ(dataset.cases[1],
            (DatasetCase{"b", "someone", folder / "imagesTr/b_0000.nii.gz", folder / "labelsTr/b.nii.gz"}));
}

TEST(ReadDataset, ListsTheLayoutOfTotalSegmentator) {
  const TemporaryFolder folder;
  makeTotalSegmentator(folder.path(), 2);
  putBytes(folder / "meta.csv", "x");
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(folder.path(), faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(dataset.layout, DatasetLayout::totalSegmentator);
  EXPECT_EQ(dataset.classes,
            (std::vector<ModelClass>{{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}, {"spleen", 3}}));
  ASSERT_EQ(dataset.cases.size(), 2u);
  EXPECT_EQ(dataset.cases[1].name, "b");
}

/// Values of the dataset become those of the model by name.
TEST(ReadCase, MatchesClassesByName) {
  const TemporaryFolder nnUNet, masks;
  makeNnUNet(nnUNet.path(), 1);
  makeTotalSegmentator(masks.path(), 1);
  const std::vector<ModelClass> classes{{"background", 0}, {"left_ventricle", 7}, {"aorta", 5}};
  for (const TemporaryFolder* folder : {&nnUNet, &masks}) {
    std::vector<DatasetFault> faults;
    const Dataset dataset = readDataset(folder->path(), faults);
    const DatasetVoxels voxels = readCase(dataset, dataset.cases.at(0), classes, Progress());
    const LabelMap expected = smallLabels(smallGrid());
    for (int k = 0; k < smallGrid().size[2]; ++k)
      for (std::size_t at = 0; at < expected.slice(k).size(); ++at) {
        const std::uint8_t label = expected.slice(k)[at];
        ASSERT_EQ(voxels.labels.slice(k)[at], label == 1 ? 5 : label == 2 ? 7 : 0);
      }
    const Volume ct = smallCt(smallGrid(), 0);
    EXPECT_TRUE(std::equal(ct.hu().begin(), ct.hu().end(), voxels.ct.hu().begin(), voxels.ct.hu().end()));
  }
}

TEST(ReadCase, NamesFileAndReason) {
  const TemporaryFolder folder;
  makeNnUNet(folder.path(), 1);
  const std::filesystem::path json = folder.path() / "dataset.json";
  putBytes(json, replaced(bytesOf(json), "\"left_ventricle\": 2", "\"left_ventricle\": 3"));
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(folder.path(), faults);
  const std::vector<ModelClass> classes{{"background", 0}, {"aorta", 1}};
  EXPECT_NE(messageOf([&] {
              readCase(dataset, dataset.cases.at(0), classes, Progress());
            }).find("a.nii.gz: It holds the value 2"),
            std::string::npos);
}

TEST(ReadCase, StopsWhenCancelled) {
  const TemporaryFolder folder;
  makeNnUNet(folder.path(), 1);
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(folder.path(), faults);
  Progress progress;
  progress.cancel();
  EXPECT_THROW(readCase(dataset, dataset.cases.at(0), dataset.classes, progress), Cancelled);
  EXPECT_THROW(checkDataset(dataset, smallModel(), progress), Cancelled);
}

/// Masks that overlap: what lies inside another structure is preferred to it.
TEST(ReadCase, TheInnerStructureKeepsAVoxelOfTwoMasks) {
  const TemporaryFolder folder;
  makeTotalSegmentator(folder.path(), 1);
  LabelMap all(smallGrid());
  for (int k = 0; k < smallGrid().size[2]; ++k)
    for (std::uint8_t& voxel : all.mutableSlice(k)) voxel = 1;
  writeNifti(folder / "a/segmentations/heart.nii.gz", all);
  std::vector<DatasetFault> faults;
  const Dataset dataset = readDataset(folder.path(), faults);
  const DatasetVoxels voxels =
      readCase(dataset, dataset.cases.at(0), {{"background", 0}, {"heart", 8}, {"aorta", 1}}, Progress());
  EXPECT_EQ(voxels.labels.at({10, 10, 12}), 1);
  EXPECT_EQ(voxels.labels.at({0, 0, 0}), 8);
}

TEST(SplitByPatient, KeepsPatientsTogetherAndSharesAsAsked) {
  const std::vector<DatasetCase> cases = casesOf(20, 3);
  const DatasetSplit split = splitByPatient(cases, {0.2, 0.1, 5});
  EXPECT_EQ(split.size(), cases.size());
  EXPECT_EQ(countOf(split, DatasetPart::validation), 4u * 3u);
  EXPECT_EQ(countOf(split, DatasetPart::test), 2u * 3u);
  std::map<std::string, std::set<DatasetPart>> partsOf;
  for (const DatasetCase& one : cases) partsOf[one.patient].insert(split.at(one.name));
  for (const auto& [patient, parts] : partsOf) EXPECT_EQ(parts.size(), 1u) << patient;
}

TEST(SplitByPatient, DependsOnNamesAndSeedAlone) {
  std::vector<DatasetCase> cases = casesOf(20, 2);
  const DatasetSplit split = splitByPatient(cases, {0.2, 0.1, 5});
  std::reverse(cases.begin(), cases.end());
  EXPECT_EQ(splitByPatient(cases, {0.2, 0.1, 5}), split);
  EXPECT_NE(splitByPatient(cases, {0.2, 0.1, 6}), split);
  // Nor does it matter how many CTs there are of a patient.
  EXPECT_EQ(split.at("case0_0"), splitByPatient(casesOf(20, 1), {0.2, 0.1, 5}).at("case0_0"));
}

TEST(SplitByPatient, APatientMoreLeavesTheOthersWhereTheyWere) {
  const DatasetSplit before = splitByPatient(casesOf(60, 1), {0.2, 0.2, 1});
  const DatasetSplit after = splitByPatient(casesOf(61, 1), {0.2, 0.2, 1});
  int moved = 0;
  for (const auto& [name, part] : before) moved += after.at(name) == part ? 0 : 1;
  EXPECT_LE(moved, 2);
}

TEST(SplitByPatient, HasOneOfEachOrRefuses) {
  const DatasetSplit split = splitByPatient(casesOf(3, 1), {0.01, 0.01, 1});
  for (const DatasetPart part : {DatasetPart::training, DatasetPart::validation, DatasetPart::test})
    EXPECT_EQ(countOf(split, part), 1u);
  EXPECT_EQ(splitByPatient(casesOf(1, 2), {0.0, 0.0, 1}).at("case0_1"), DatasetPart::training);
  EXPECT_NE(messageOf([] {
              splitByPatient(casesOf(2, 1), {0.2, 0.2, 1});
            }).find("2 patients"),
            std::string::npos);
}

TEST(SplitFile, ReadsBackWhatWasWritten) {
  const TemporaryFolder folder;
  const std::vector<DatasetCase> cases = casesOf(10, 2);
  const DatasetSplit split = splitByPatient(cases, {0.3, 0.2, 3});
  writeSplit(folder / "split.json", split);
  EXPECT_EQ(readSplit(folder / "split.json", cases), split);
}

TEST(SplitFile, RefusesWhatCannotBe) {
  const TemporaryFolder folder;
  const auto message = [&](const std::string& text) {
    putBytes(folder / "split.json", text);
    return messageOf([&] { readSplit(folder / "split.json", casesOf(3, 2)); });
  };
  EXPECT_EQ(message(R"({"training": ["case0_0", "case0_0"], "validation": [], "test": []})"),
            "split.json: case \"case0_0\" is named twice.");
  EXPECT_EQ(message(R"({"training": ["case0_0"], "validation": ["case9_0"], "test": []})"),
            "split.json: the dataset has no case \"case9_0\".");
  EXPECT_EQ(message(R"({"training": ["case0_0"], "validation": ["case0_1"], "test": []})"),
            "split.json: the patient of case \"case0_1\" is in two parts, training and validation.");
  EXPECT_EQ(message(R"({"training": [], "validation": ["case0_1"], "test": []})"),
            "split.json: no case is trained on.");
  EXPECT_NE(message(R"({"training": ["case0_0"], "test": []})").find("validation"), std::string::npos);
  EXPECT_EQ(messageOf([&] { readSplit(folder / "none.json", {}); }), "none.json: there is no such file.");
}

}  // namespace
}  // namespace valvista::tests
