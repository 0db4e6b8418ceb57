// SPDX-License-Identifier: GPL-3.0-or-later
// Contract of valvista-cli evaluate and models.
#include "planning/core/model_store.h"
#include "planning/core/nifti_file.h"
#include "planning/core/sha256.h"
#include "planning/model/measurement.h"
#include "tests/app/phantom_case.h"
#include "tests/core/model_case.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::tests {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

class Evaluate : public PhantomCase {
 protected:
  /// The phantom's labels moved by whole voxels on their grid, as NAME.
  void writeShifted(const std::string& name, const Index3& shift) const {
    const NiftiImage image = readNifti(given("labels.nii.gz"));
    const LabelMap truth(image.geometry,
                         std::vector<std::uint8_t>(image.integers.begin(), image.integers.end()));
    LabelMap moved(image.geometry);
    const Index3 size = image.geometry.size;
    for (int k = 0; k < size[2]; ++k)
      for (int j = 0; j < size[1]; ++j)
        for (int i = 0; i < size[0]; ++i)
          moved.set({i, j, k}, truth.atOrZero({i - shift[0], j - shift[1], k - shift[2]}));
    fs::create_directories(fs::path(wanted(name)).parent_path());
    writeNifti(wanted(name), moved);
  }

  void copyLabels(const std::string& name) const {
    fs::create_directories(fs::path(wanted(name)).parent_path());
    fs::copy_file(given("labels.nii.gz"), wanted(name));
  }
};

// Two voxels of 1.5 mm: no measurement may change by the shift of the whole, whereas surfaces are up to 3 mm
// apart.
TEST_F(Evaluate, AShiftedPhantomDiffersInOverlapAndNotInMillimetres) {
  writeShifted("p/moved.nii.gz", {2, 0, 0});
  const Outcome outcome =
      runCli({"evaluate", "--truth", given("labels.nii.gz"), "--prediction", wanted("p/moved.nii.gz"),
              "--json", wanted("e.json"), "--csv", wanted("e.csv")});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const Json answer = Json::parse(bytesOf(wanted("e.json")));
  EXPECT_EQ(answer.at("schema"), "valvista.evaluation");
  EXPECT_EQ(answer.at("version"), 1);
  const Json& set = answer.at("predictions").at(0);
  EXPECT_EQ(set.at("name"), "moved.nii.gz");
  for (const Json& row : set.at("summary").at("classes")) {
    if (row.at("label") == 0) continue;
    EXPECT_LT(row.at("dice").get<double>(), 0.95) << row;
    const double dice = row.at("dice"), iou = row.at("iou");
    EXPECT_NEAR(iou, dice / (2.0 - dice), 1e-12);
    EXPECT_LE(row.at("hausdorff95_mm").get<double>(), 3.0 + 1e-6) << row;
    EXPECT_GT(row.at("mean_surface_distance_mm").get<double>(), 0.3) << row;
  }
  EXPECT_GT(set.at("summary").at("mean_with_background").at("dice"), set.at("summary").at("mean").at("dice"));
  const Json& errors = set.at("summary").at("measurements");
  ASSERT_EQ(errors.size(), planning::measurementCatalogue().size());
  for (const char* id :
       {"annulus.diameter.mean", "root.length", "iliac.left.length", "volume.left_ventricle"}) {
    EXPECT_EQ(errors.at(id).at("cases"), 1) << id;
    EXPECT_NEAR(errors.at(id).at("mean").get<double>(), 0.0, 1e-6) << id;
    EXPECT_TRUE(errors.at(id).at("sd").is_null()) << id;
  }
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Evaluate, TheErrorOfAWiderAnnulusIsThatOfItsTruth) {
  const auto make = [&](const char* name, const char* diameters) {
    ASSERT_EQ(
        runCli({"phantom", "--out", wanted(name), "--spacing", "1.5", "--set", "region=root", diameters})
            .code,
        0);
  };
  make("a", "annulus_min_mm=21");
  make("b", "annulus_min_mm=24");
  const NiftiImage a = readNifti(wanted("a/labels.nii.gz")), b = readNifti(wanted("b/labels.nii.gz"));
  ASSERT_EQ(a.geometry.size, b.geometry.size) << "both phantoms lie on one grid";
  const Outcome outcome = runCli({"evaluate", "--truth", wanted("a/labels.nii.gz"), "--prediction",
                                  wanted("b/labels.nii.gz"), "--json", "-"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const Json answer = Json::parse(outcome.out);
  const Json& measured = answer["predictions"][0]["cases"][0]["measurements"]["annulus.diameter.min"];
  EXPECT_EQ(measured.at("unit"), "mm");
  EXPECT_NEAR(measured.at("error").get<double>(), 3.0, 1.0) << "two segmentations of 1.5 mm voxels";
  EXPECT_DOUBLE_EQ(measured.at("error").get<double>(),
                   measured.at("prediction").get<double>() - measured.at("truth").get<double>());
  EXPECT_TRUE(answer["predictions"][0]["cases"][0]["measurements"]["iliac.left.length"]["error"].is_null());
}

TEST_F(Evaluate, FoldersArePairedAndSetsStandSideBySide) {
  copyLabels("truth/x.nii.gz");
  copyLabels("same/x.nii.gz");
  writeShifted("other/x.nii.gz", {0, 0, 1});
  const Outcome outcome = runCli({"evaluate", "--truth", wanted("truth"), "--prediction", wanted("same"),
                                  wanted("other"), "--csv", wanted("e.csv")});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "Dice, %")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "mean of classes       100.00")) << outcome.out;
  const std::string csv = bytesOf(wanted("e.csv"));
  EXPECT_TRUE(csv.starts_with("prediction,case,item,quantity,unit,value\n"));
  EXPECT_TRUE(has(csv, "\nsame,x,aorta,dice,1,1\n")) << csv.substr(0, 500);
  EXPECT_TRUE(has(csv, "\nsame,x,annulus.area,error,mm2,0\n"));
  EXPECT_TRUE(has(csv, "\nother,x,valve,hausdorff95,mm,1.5\n")) << csv;
  const auto lines = static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
  EXPECT_EQ(lines, 1 + 2 * (8 * 4 + planning::measurementCatalogue().size()));
}

TEST_F(Evaluate, StorageOrderDoesNotMatter) {
  ASSERT_EQ(runCli({"phantom", "--out", wanted("r"), "--spacing", "1.5", "--orientation", "RAS"}).code, 0);
  ASSERT_EQ(runCli({"phantom", "--out", wanted("l"), "--spacing", "1.5", "--orientation", "LPS"}).code, 0);
  const Outcome outcome = runCli({"evaluate", "--truth", wanted("l/labels.nii.gz"), "--prediction",
                                  wanted("r/labels.nii.gz"), "--json", "-"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_GT(Json::parse(outcome.out)["predictions"][0]["summary"]["mean"]["dice"].get<double>(), 0.99);
}

TEST_F(Evaluate, WhatCannotBeComparedIsRefusedByName) {
  copyLabels("truth/x.nii.gz");
  copyLabels("truth/y.nii.gz");
  copyLabels("p/x.nii.gz");
  Outcome outcome = runCli({"evaluate", "--truth", wanted("truth"), "--prediction", wanted("p")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.err, "y.nii.gz has no counterpart in p")) << outcome.err;

  NiftiImage image = readNifti(given("labels.nii.gz"));
  image.geometry.lpsFromIjk.offset.x += 0.01;
  const std::vector<std::uint8_t> voxels(image.integers.begin(), image.integers.end());
  writeNifti(wanted("p/y.nii.gz"), LabelMap(image.geometry, voxels));
  outcome =
      runCli({"evaluate", "--truth", wanted("truth"), "--prediction", wanted("p"), "--csv", wanted("e.csv")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.err, "y.nii.gz does not lie on the grid of its truth")) << outcome.err;
  EXPECT_FALSE(has(outcome.err, folder_.path().string()));
  EXPECT_FALSE(fs::exists(wanted("e.csv")));

  EXPECT_EQ(runCli({"evaluate", "--truth", wanted("none"), "--prediction", wanted("p")}).code, 3);
  EXPECT_EQ(runCli({"evaluate", "--truth", wanted("truth")}).code, 2);
  EXPECT_EQ(runCli({"evaluate", "--truth", given("labels.nii.gz"), "--prediction", given("labels.nii.gz"),
                    "--csv", "/proc/valvista/e.csv"})
                .code,
            5);
}

TEST_F(Evaluate, UnknownLabelsAreReportedAndAMissedVesselIsFour) {
  NiftiImage image = readNifti(given("labels.nii.gz"));
  std::vector<std::uint8_t> voxels(image.integers.begin(), image.integers.end());
  std::replace(voxels.begin(), voxels.end(), std::uint8_t{6}, std::uint8_t{99});
  writeNifti(wanted("p.nii.gz"), LabelMap(image.geometry, voxels));
  const Outcome outcome = runCli({"evaluate", "--truth", given("labels.nii.gz"), "--prediction",
                                  wanted("p.nii.gz"), "--json", wanted("e.json")});
  EXPECT_EQ(outcome.code, 4) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "prediction: info: 1 label values stand for other structures")) << outcome.out;
  const Json answer = Json::parse(bytesOf(wanted("e.json")));
  const Json& iliac = answer["predictions"][0]["summary"]["classes"][6];
  EXPECT_EQ(iliac.at("name"), "iliac_artery_left");
  EXPECT_EQ(iliac.at("missed"), 1);
  EXPECT_EQ(iliac.at("dice"), 0.0);
  EXPECT_TRUE(has(answer["predictions"][0].at("findings").dump(), "labels.no_iliac_left"));
}

class Models : public testing::Test {
 protected:
  Models() {
    setenv("VALVISTA_MODELS", (folder_ / "store").c_str(), 1);
    fs::create_directory(folder_ / "source");
    const std::string weights = goodSafetensors();
    ModelManifest manifest = goodManifest();
    manifest.weightsSha256 = sha256Hex(std::as_bytes(std::span(weights)));
    putBytes(folder_ / "source/model.safetensors", weights);
    putBytes(folder_ / "source/manifest.json", modelManifestText(manifest));
  }

  ~Models() override { unsetenv("VALVISTA_MODELS"); }

  TemporaryFolder folder_;
};

TEST_F(Models, AModelIsInstalledAndListed) {
  EXPECT_TRUE(has(runCli({"models"}).out, "No model is installed"));
  const Outcome installed = runCli({"models", "--install", (folder_ / "source").string(), "--json", "-"});
  ASSERT_EQ(installed.code, 0) << installed.err;
  const Json answer = Json::parse(installed.out);
  EXPECT_EQ(answer.at("schema"), "valvista.models");
  EXPECT_EQ(answer.at("version"), 1);
  ASSERT_EQ(answer.at("models").size(), 1u);
  const Json& model = answer["models"][0];
  EXPECT_EQ(model.at("usable"), true);
  EXPECT_TRUE(model.at("problem").is_null());
  EXPECT_EQ(model.at("name"), "Phantom net");
  EXPECT_EQ(model.at("network").at("type"), "unet");
  EXPECT_EQ(model.at("classes").at(1).at("name"), "aorta");
  EXPECT_EQ(fs::path(model.at("folder").get<std::string>()).filename(), "phantom-net-1.0");
  const Outcome listed = runCli({"models"});
  for (const char* part :
       {"Phantom net", "unet", "aorta, left_ventricle", "1.50 x 1.50 x 2.00 mm", "CC0-1.0", "ready"})
    EXPECT_TRUE(has(listed.out, part)) << part << "\n" << listed.out;
}

TEST_F(Models, ADamagedOneIsListedWithTheReasonAndNotInstalled) {
  ASSERT_EQ(runCli({"models", "--install", (folder_ / "source").string()}).code, 0);
  std::string weights = goodSafetensors();
  weights.back() = 'z';
  putBytes(folder_ / "store/phantom-net-1.0/model.safetensors", weights);
  const Outcome listed = runCli({"models", "--json", (folder_ / "m.json").string()});
  EXPECT_EQ(listed.code, 0);
  EXPECT_TRUE(has(listed.out, "damaged") && has(listed.out, "sha256")) << listed.out;
  EXPECT_EQ(Json::parse(bytesOf(folder_ / "m.json"))["models"][0].at("usable"), false);

  const Outcome refused = runCli({"models", "--install", (folder_ / "store/phantom-net-1.0").string()});
  EXPECT_EQ(refused.code, 3);
  EXPECT_TRUE(has(refused.err, "phantom-net-1.0")) << refused.err;
  EXPECT_EQ(runCli({"models", "--install", (folder_ / "none").string()}).code, 3);
  EXPECT_EQ(runCli({"models", "--instal"}).code, 2);
}

}  // namespace
}  // namespace valvista::tests
