// SPDX-License-Identifier: GPL-3.0-or-later
// Contract of `labels` and `deidentify`, and of a DICOM segmentation wherever labels are taken.
#include "planning/core/nifti_file.h"
#include "planning/io/load_study.h"
#include "tests/app/phantom_case.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class Labels : public PhantomCase {
 protected:
  Json answerOf(const std::vector<std::string>& arguments, int code = 0) const {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--json", "-"});
    const Outcome outcome = runCli(all);
    EXPECT_EQ(outcome.code, code) << outcome.err;
    return outcome.code == code ? Json::parse(outcome.out, nullptr, false) : Json();
  }
  static bool hasFinding(const Json& answer, const std::string& id) {
    for (const Json& finding : answer.at("findings"))
      if (finding.at("id") == id) return true;
    return false;
  }
};

TEST_F(Labels, RoundAllFormatsWithoutAVoxelChanged) {
  const Json answer =
      answerOf({"labels", given("labels.nii.gz"), "--ct", given("dicom"), "--out", wanted("a.dcm")});
  EXPECT_EQ(answer.at("schema"), "valvista.labels");
  EXPECT_EQ(answer.at("version"), 1);
  EXPECT_FALSE(hasFinding(answer, "labels.new_identity"));
  ASSERT_EQ(runCli({"labels", wanted("a.dcm"), "--ct", given("dicom"), "--out", wanted("b.nrrd")}).code, 0);
  ASSERT_EQ(
      runCli({"labels", wanted("b.nrrd"), "--ct", given("ct.nii.gz"), "--out", wanted("c.nii.gz")}).code, 0);
  const NiftiImage first = readNifti(given("labels.nii.gz")), last = readNifti(wanted("c.nii.gz"));
  EXPECT_EQ(first.integers, last.integers);
  EXPECT_LT(cornerMismatch(first.geometry, last.geometry), 1e-3);
}

TEST_F(Labels, ADicomSegmentationMeasuresAsTheLabelMapItCameFrom) {
  const Json made = answerOf(
      {"labels", given("anatomy.nii.gz"), "--scheme", "totalsegmentator-v1", "--out", wanted("seg/a.dcm")});
  EXPECT_TRUE(hasFinding(made, "labels.new_identity"));
  const Json byMap = answerOf({"measure", given("ct.nii.gz"), "--labels", given("anatomy.nii.gz")});
  for (const char* labels : {"seg/a.dcm", "seg"}) {
    const Json bySegmentation = answerOf({"measure", given("ct.nii.gz"), "--labels", wanted(labels)});
    ASSERT_FALSE(byMap.at("measurements").empty());
    EXPECT_EQ(bySegmentation.at("measurements"), byMap.at("measurements")) << labels;
  }
  ASSERT_EQ(runCli({"derive", "--labels", given("anatomy.nii.gz"), "--out", wanted("map.nii.gz")}).code, 0);
  ASSERT_EQ(runCli({"derive", "--labels", wanted("seg"), "--out", wanted("segmentation.nii.gz")}).code, 0);
  EXPECT_EQ(readNifti(wanted("map.nii.gz")).integers, readNifti(wanted("segmentation.nii.gz")).integers);
}

TEST_F(Labels, NothingIsResampled) {
  ASSERT_EQ(runCli({"phantom", "--out", wanted("other"), "--spacing", "2", "--set", "region=root"}).code, 0);
  const Outcome outcome = runCli(
      {"labels", given("labels.nii.gz"), "--ct", wanted("other/ct.nii.gz"), "--out", wanted("a.nrrd")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.err, "do not lie on the grid of the CT")) << outcome.err;
  EXPECT_FALSE(std::filesystem::exists(wanted("a.nrrd")));
  EXPECT_EQ(runCli({"labels", given("labels.nii.gz"), "--out", wanted("a.png")}).code, 2);
  EXPECT_EQ(runCli({"labels", given("labels.nii.gz"), "--out", "/proc/valvista/a.nrrd"}).code, 5);
}

TEST_F(Labels, DeidentifyCopiesTheSeries) {
  const Json answer = answerOf({"deidentify", given("dicom"), "--out", wanted("d")});
  EXPECT_EQ(answer.at("schema"), "valvista.deidentify");
  EXPECT_EQ(answer.at("files").get<std::size_t>(), namesIn(folder_ / "d").size());
  EXPECT_TRUE(hasFinding(answer, "deidentify.pixels"));
  EXPECT_TRUE(hasFinding(answer, "scan.thick_slices")) << "what plan would say of the series";
  const planning::Study before = planning::loadStudy(given("dicom"), Progress());
  const planning::Study after = planning::loadStudy(wanted("d"), Progress());
  EXPECT_EQ(after.sha256, before.sha256);
  EXPECT_NE(after.patient.name, before.patient.name);
  EXPECT_NE(after.facts.studyUid, before.facts.studyUid);

  const Outcome again = runCli({"deidentify", given("dicom"), "--out", wanted("d")});
  EXPECT_EQ(again.code, 5);
  EXPECT_TRUE(has(again.err, "not empty")) << again.err;
  EXPECT_EQ(runCli({"deidentify", given("ct.nii.gz"), "--out", wanted("e")}).code, 3);
}

}  // namespace
}  // namespace valvista::tests
