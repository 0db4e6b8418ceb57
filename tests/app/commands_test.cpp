// SPDX-License-Identifier: GPL-3.0-or-later
// Contract of valvista-cli: what each command writes and says when all is well.
#include "planning/core/nifti_file.h"
#include "planning/model/measurement.h"
#include "tests/app/phantom_case.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;

class Commands : public PhantomCase {};

Json readJson(const std::string& file) {
  return Json::parse(bytesOf(file));
}

std::set<std::int32_t> valuesIn(const std::string& labels) {
  const NiftiImage image = readNifti(labels);
  return {image.integers.begin(), image.integers.end()};
}

void expectPlanSchema(const Json& plan) {
  EXPECT_EQ(plan.at("schema"), "valvista.plan");
  EXPECT_EQ(plan.at("version"), 1);
  EXPECT_TRUE(plan.at("software").is_object());
  for (const planning::CatalogueEntry& entry : planning::measurementCatalogue()) {
    const Json& measured = plan.at("measurements").at(std::string(entry.id));
    EXPECT_TRUE(measured.at("value").is_number() || measured.at("value").is_null()) << entry.id;
    EXPECT_EQ(measured.at("unit"), entry.unit);
    EXPECT_TRUE(measured.at("method").is_string());
    EXPECT_TRUE(measured.contains("uncertainty"));
  }
  for (const Json& finding : plan.at("findings")) {
    EXPECT_TRUE(finding.at("id").is_string() && finding.at("message").is_string());
    EXPECT_TRUE((std::set<std::string>{"info", "warning", "error"}).contains(finding.at("severity")));
    EXPECT_TRUE(finding.at("location_lps_mm").is_null() || finding.at("location_lps_mm").size() == 3);
  }
}

TEST_F(Commands, EveryCommandHasHelpWithAnExample) {
  for (const char* command : {"phantom", "cohort", "inspect", "derive", "labels", "deidentify", "enrich",
                              "measure", "plan", "library", "worker"}) {
    const Outcome help = runCli({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_TRUE(has(help.out, std::string("valvista-cli ") + command + " ")) << help.out;
    EXPECT_TRUE(has(help.out, "Example:")) << command;
    EXPECT_TRUE(has(help.out, "--json")) << command;
  }
  EXPECT_EQ(runCli({"--help"}).code, 0);
  EXPECT_EQ(runCli({"--version"}).out, "valvista-cli " VALVISTA_VERSION "\n");
}

TEST_F(Commands, PhantomWritesACaseWithItsTruth) {
  EXPECT_EQ(namesIn(phantom_->path()), (std::set<std::string>{"ct.nii.gz", "anatomy.nii.gz", "labels.nii.gz",
                                                              "truth.json", "dicom", "answer.json"}));
  EXPECT_EQ(valuesIn(given("anatomy.nii.gz")), (std::set<std::int32_t>{0, 7, 46, 51, 52}));
  EXPECT_EQ(valuesIn(given("labels.nii.gz")), (std::set<std::int32_t>{0, 1, 2, 3, 4, 5, 6, 7}));
  const Json truth = readJson(given("truth.json"));
  EXPECT_NEAR(truth.at("measurements").at("annulus.diameter.min").at("value").get<double>(), 22.0, 1e-6);
  EXPECT_EQ(truth.at("planes").at("annulus").at("normal_lps").size(), 3u);
  EXPECT_EQ(readJson(given("answer.json")), truth);
  EXPECT_TRUE(has(made_.out, "annulus.diameter.min")) << "a table for people";
  EXPECT_EQ(made_.err, "");
}

TEST_F(Commands, PhantomReplacesItsOwnSeriesAndNoOneElses) {
  ASSERT_EQ(
      runCli({"phantom", "--out", wanted("d"), "--spacing", "2.5", "--set", "region=root", "--dicom"}).code,
      0);
  EXPECT_EQ(
      runCli({"phantom", "--out", wanted("d"), "--spacing", "3", "--set", "region=root", "--dicom"}).code, 0);
  std::filesystem::create_directories(folder_ / "scan/dicom");
  putBytes(folder_ / "scan/dicom/slice", "a patient");
  const Outcome refused =
      runCli({"phantom", "--out", wanted("scan"), "--spacing", "3", "--set", "region=root", "--dicom"});
  EXPECT_EQ(refused.code, 5);
  EXPECT_EQ(namesIn(folder_ / "scan"), std::set<std::string>{"dicom"});
  EXPECT_EQ(bytesOf(folder_ / "scan/dicom/slice"), "a patient");
}

TEST_F(Commands, InspectSaysWhatIsThere) {
  const Outcome outcome = runCli({"inspect", given("dicom"), given("ct.nii.gz"), "--json", "-"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const Json answer = Json::parse(outcome.out);
  ASSERT_EQ(answer.at("inputs").size(), 2u);
  const Json& series = answer["inputs"][0].at("series").at(0);
  EXPECT_EQ(series.at("usable"), true);
  EXPECT_EQ(series.at("facts").at("modality"), "CT");
  EXPECT_EQ(series.at("geometry").at("size"), answer["inputs"][1]["series"][0]["geometry"]["size"]);
  EXPECT_TRUE(has(runCli({"inspect", given("dicom")}).out, "usable"));
}

TEST_F(Commands, DeriveWritesTheLabelsOfThePhantom) {
  const Outcome outcome =
      runCli({"derive", "--labels", given("anatomy.nii.gz"), "--scheme", "totalsegmentator-v1", "--out",
              wanted("new/labels.nii.gz"), "--json", wanted("derive.json")});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(readNifti(wanted("new/labels.nii.gz")).integers, readNifti(given("labels.nii.gz")).integers);
  const Json answer = readJson(wanted("derive.json"));
  EXPECT_GT(answer.at("labels").at("annulus").at("voxels").get<int>(), 0);
  EXPECT_EQ(answer.at("labels").at("annulus").at("value"), 5);
  EXPECT_TRUE(has(outcome.out, "aortic_root"));
}

TEST_F(Commands, DeriveKnowsBothRules) {
  // At 2.5 mm three voxels are 7.5 mm, the metric valve 4.5 mm.
  ASSERT_EQ(runCli({"phantom", "--out", wanted("p"), "--spacing", "2.5", "--set", "region=root"}).code, 0);
  const auto valveVoxels = [&](const char* rule) {
    const Outcome derived = runCli({"derive", "--labels", wanted("p/anatomy.nii.gz"), "--rule", rule, "--out",
                                    wanted("l.nii.gz"), "--json", "-"});
    return Json::parse(derived.out).at("labels").at("valve").at("voxels").get<int>();
  };
  const int metric = valveVoxels("metric");
  EXPECT_GT(metric, 0);
  EXPECT_GT(valveVoxels("paper"), metric);
}

TEST_F(Commands, PlanWritesTheFiveFiles) {
  const Outcome outcome =
      runCli({"plan", given("dicom"), "--labels", given("anatomy.nii.gz"), "--out", wanted("a/plan")});
  ASSERT_EQ(outcome.code, 0) << outcome.err << outcome.out;
  EXPECT_EQ(namesIn(folder_ / "a/plan"),
            (std::set<std::string>{"plan.json", "measurements.csv", "root_curve.csv", "labels.nii.gz",
                                   "report.pdf"}));
  const Json plan = readJson(wanted("a/plan/plan.json"));
  expectPlanSchema(plan);
  EXPECT_EQ(plan.at("input").at("labels").at("scheme"), "totalsegmentator-v1");
  EXPECT_EQ(plan.at("input").at("labels").at("edited"), false);
  EXPECT_EQ(plan.at("input").at("ct").at("sha256").get<std::string>().size(), 64u);
  EXPECT_NEAR(plan.at("input").at("ct").at("spacing_mm").at(0).get<double>(), 1.5, 1e-9);
  const Json& curve = plan.at("curves").at("root_cross_section");
  for (const char* column : {"voxels", "area_mm2", "smoothed_area_mm2"})
    EXPECT_EQ(curve.at(column).size(), curve.at("distance_mm").size());
  EXPECT_TRUE(curve.at("first_maximum_mm").is_number() && curve.at("root_end_mm").is_number());
  EXPECT_EQ(plan["curves"]["iliac_left"].at("distance_mm").size(),
            plan["curves"]["iliac_left"].at("diameter_mm").size());
  EXPECT_EQ(outcome.err, "") << "quiet when it is no terminal";
}

TEST_F(Commands, PlanMeetsTheTruthOfItsPhantom) {
  ASSERT_EQ(
      runCli({"plan", given("ct.nii.gz"), "--labels", given("anatomy.nii.gz"), "--out", wanted("plan")}).code,
      0);
  const Json plan = readJson(wanted("plan/plan.json")), truth = readJson(given("truth.json"));
  const auto difference = [&](const char* id) {
    return std::abs(plan["measurements"][id]["value"].get<double>() -
                    truth["measurements"][id]["value"].get<double>());
  };
  // Issue row c, 1.5 mm voxels.
  for (const char* id : {"annulus.diameter.min", "annulus.diameter.max", "annulus.diameter.mean",
                         "annulus.diameter.area_derived", "annulus.diameter.perimeter_derived"})
    EXPECT_LE(difference(id), 0.5) << id;
  EXPECT_LE(difference("root.length"), 1.5);
}

TEST_F(Commands, MeasureOfLabelsAloneAndOfTavrLabels) {
  const Outcome coarse = runCli(
      {"measure", "--labels", given("anatomy.nii.gz"), "--json", wanted("m.json"), "--csv", wanted("m.csv")});
  ASSERT_EQ(coarse.code, 0) << coarse.err << coarse.out;
  const Json plan = readJson(wanted("m.json"));
  expectPlanSchema(plan);
  EXPECT_TRUE(plan.at("input").at("ct").is_null());
  EXPECT_EQ(plan["measurements"]["annulus.area"]["method"], "label contour");

  const std::string csv = bytesOf(wanted("m.csv"));
  EXPECT_TRUE(csv.starts_with("id,value,unit,method,uncertainty\n"));
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')),
            planning::measurementCatalogue().size() + 1);

  const Outcome tavr =
      runCli({"measure", "--labels", given("labels.nii.gz"), "--scheme", "tavr", "--json", "-"});
  ASSERT_EQ(tavr.code, 0) << tavr.err;
  const Json same = Json::parse(tavr.out);
  for (const char* id : {"annulus.area", "annulus.diameter.min", "root.length", "iliac.right.diameter.min"})
    EXPECT_EQ(same["measurements"][id]["value"], plan["measurements"][id]["value"]) << id;
}

}  // namespace
}  // namespace valvista::tests
