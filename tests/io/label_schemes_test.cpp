// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/label_schemes.h"

#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/model/tavr_labels.h"
#include "tests/core/temporary_folder.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

const LabelScheme& scheme(const std::string& name) {
  return *std::find_if(labelSchemes().begin(), labelSchemes().end(),
                       [&](const auto& s) { return s.name == name; });
}

bool has(const Findings& findings, const std::string& id) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.id == id; });
}

/// Writes a map with `count` voxels of each value, value by value, into a 20 x 20 x 20 grid.
std::filesystem::path writeMap(const TemporaryFolder& folder,
                               const std::vector<std::pair<int, int>>& countOfValue) {
  std::vector<std::int16_t> voxels(8000, 0);
  std::size_t at = 0;
  for (const auto& [value, count] : countOfValue)
    for (int n = 0; n < count; ++n) voxels.at(at++) = static_cast<std::int16_t>(value);
  writeNifti(folder / "map.nii.gz", Volume(axisAlignedGeometry({20, 20, 20}, {1, 1, 1}), voxels));
  return folder / "map.nii.gz";
}

std::string refusal(const std::filesystem::path& path,
                    const std::optional<std::string>& name = std::nullopt) {
  try {
    loadLabels(path, name, Progress());
  } catch (const LoadError& error) {
    return error.what();
  }
  return "accepted";
}

struct Row {
  const char* name;
  int aorta, leftVentricle, iliacLeft, iliacRight;  ///< 0: none
};

/// The table of contract.md, typed in again.
constexpr Row kContract[] = {{"tavr", 1, 2, 6, 7},
                             {"totalsegmentator-v1", 7, 46, 51, 52},
                             {"totalsegmentator-v2", 52, 0, 65, 66},
                             {"totalsegmentator-heartchambers", 6, 3, 0, 0},
                             {"dap-atlas", 114, 110, 112, 113},
                             {"mm-whs", 820, 500, 0, 0},
                             {"segthor", 4, 0, 0, 0}};

TEST(LabelSchemes, AreThoseOfTheContract) {
  for (const Row& row : kContract) {
    SCOPED_TRACE(row.name);
    const LabelScheme& found = scheme(row.name);
    const auto expectValue = [&](int source, TavrLabel label, const char* name) {
      if (source != 0)
        EXPECT_EQ(found.tavrFromSource.at(source), value(label));
      else
        EXPECT_EQ(std::count(found.missing.begin(), found.missing.end(), name), 1);
    };
    expectValue(row.aorta, TavrLabel::aorta, "aorta");
    expectValue(row.leftVentricle, TavrLabel::leftVentricle, "left_ventricle");
    expectValue(row.iliacLeft, TavrLabel::iliacLeft, "iliac_artery_left");
    expectValue(row.iliacRight, TavrLabel::iliacRight, "iliac_artery_right");
  }
  EXPECT_EQ(scheme("totalsegmentator-v2").tavrFromSource.at(51), value(TavrLabel::heart));
}

TEST(LabelSchemes, MapEverySchemeToTavrValues) {
  const TemporaryFolder folder;
  for (const Row& row : kContract) {
    SCOPED_TRACE(row.name);
    std::vector<std::pair<int, int>> counts{{row.aorta, 100}};
    if (row.leftVentricle != 0) counts.push_back({row.leftVentricle, 50});
    if (row.iliacLeft != 0) counts.push_back({row.iliacLeft, 20});
    if (row.iliacRight != 0) counts.push_back({row.iliacRight, 30});
    const AnatomyLabels anatomy = loadLabels(writeMap(folder, counts), row.name, Progress());
    const auto voxels = labelCounts(anatomy.labels);
    EXPECT_EQ(voxels[value(TavrLabel::aorta)], 100U);
    EXPECT_EQ(voxels[value(TavrLabel::leftVentricle)], row.leftVentricle != 0 ? 50U : 0U);
    EXPECT_EQ(voxels[value(TavrLabel::iliacLeft)], row.iliacLeft != 0 ? 20U : 0U);
    EXPECT_EQ(voxels[value(TavrLabel::iliacRight)], row.iliacRight != 0 ? 30U : 0U);
    EXPECT_EQ(has(anatomy.findings, "labels.no_left_ventricle"), row.leftVentricle == 0);
    EXPECT_EQ(has(anatomy.findings, "labels.no_iliac_left"), row.iliacLeft == 0);
    EXPECT_FALSE(has(anatomy.findings, "labels.no_aorta"));
    EXPECT_FALSE(has(anatomy.findings, "labels.scheme_detected"));
    EXPECT_EQ(anatomy.scheme, row.name);
    EXPECT_EQ(anatomy.source, "file");
    EXPECT_EQ(anatomy.sha256.size(), 64U);
  }
}

TEST(LabelSchemes, RecogniseAMapByItsValues) {
  const TemporaryFolder folder;
  const auto detected = [&](const std::vector<std::pair<int, int>>& counts) {
    const AnatomyLabels anatomy = loadLabels(writeMap(folder, counts), std::nullopt, Progress());
    EXPECT_TRUE(has(anatomy.findings, "labels.scheme_detected"));
    return anatomy.scheme;
  };
  std::vector<std::pair<int, int>> v1, v2, dap;
  for (int value = 1; value <= 104; ++value) v1.push_back({value, 5});
  for (int value = 1; value <= 117; ++value) v2.push_back({value, 5});
  for (int value = 1; value <= 131; ++value) dap.push_back({value, value <= 3 ? 500 : 5});
  EXPECT_EQ(detected({{7, 90}, {46, 50}, {51, 20}, {52, 20}}), "totalsegmentator-v1")
      << "as the phantom writes it";
  EXPECT_EQ(detected({{51, 500}, {52, 90}, {65, 20}, {66, 20}}), "totalsegmentator-v2");
  EXPECT_EQ(detected(v2), "totalsegmentator-v2");
  EXPECT_EQ(detected(dap), "dap-atlas");
  EXPECT_EQ(detected({{1, 90}, {2, 50}, {6, 5}, {7, 5}}), "tavr");
  EXPECT_EQ(detected({{1, 90}, {2, 50}, {3, 20}, {4, 5}, {5, 5}, {6, 5}, {7, 5}}), "tavr");
  EXPECT_EQ(detected({{1, 120}, {2, 90}, {3, 120}, {4, 130}, {5, 180}, {6, 150}, {7, 60}}),
            "totalsegmentator-heartchambers");
  EXPECT_EQ(detected({{205, 1}, {420, 1}, {500, 1}, {550, 1}, {600, 1}, {820, 1}, {850, 1}}), "mm-whs");
  EXPECT_EQ(detected({{1, 40}, {2, 700}, {3, 40}, {4, 200}}), "segthor");
  // All of v1 lies in the range of v2: only the user can tell.
  const std::string message = refusal(writeMap(folder, v1));
  EXPECT_NE(message.find("totalsegmentator-v1, totalsegmentator-v2"), std::string::npos) << message;
  EXPECT_NE(message.find("--scheme"), std::string::npos);
}

TEST(LabelSchemes, AreNotGuessedForOwnNumbering) {
  const TemporaryFolder folder;
  std::vector<std::pair<int, int>> own;
  for (int value = 1; value <= 11; ++value) own.push_back({value, 50});
  EXPECT_NE(refusal(writeMap(folder, own)).find("do not tell how it is numbered"), std::string::npos);
  EXPECT_NE(refusal(writeMap(folder, {{1, 50}})).find("do not tell how it is numbered"), std::string::npos);
  EXPECT_NE(refusal(writeMap(folder, {})).find("holds no labels"), std::string::npos);
  EXPECT_NE(refusal(writeMap(folder, {{1, 5}}), "tarv").find("no label scheme"), std::string::npos);
}

TEST(LabelSchemes, RefuseWhatIsNoLabelMap) {
  const TemporaryFolder folder;
  std::vector<std::pair<int, int>> ct;
  for (int value = -300; value < 0; ++value) ct.push_back({value, 2});
  EXPECT_NE(refusal(writeMap(folder, ct), "tavr").find("map.nii.gz: it holds more than 255"),
            std::string::npos);
  EXPECT_NE(refusal(folder / "none.nii").find("no such file"), std::string::npos);
}

TEST(LabelSchemes, NamesComeFromOneTable) {
  for (const LabelScheme& row : labelSchemes())
    for (const auto& [source, tavr] : row.tavrFromSource)
      EXPECT_TRUE(std::any_of(labelStyles().begin(), labelStyles().end(),
                              [&](const auto& s) { return s.value == tavr; }))
          << row.name << source;
  EXPECT_EQ(labelStyles().size(), 8U);
}

}  // namespace
}  // namespace valvista::planning
