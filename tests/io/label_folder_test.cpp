// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/io/label_schemes.h"
#include "planning/model/tavr_labels.h"
#include "tests/core/temporary_folder.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

const Finding* find(const Findings& findings, const std::string& id) {
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.id == id; });
  return found == findings.end() ? nullptr : &*found;
}

const ImageGeometry kGrid = axisAlignedGeometry({12, 10, 8}, {1, 1, 1});

/// A mask of the half-open box in voxels.
void writeMask(const std::filesystem::path& file, const IndexBox& box, const ImageGeometry& grid = kGrid) {
  LabelMap mask(grid);
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) mask.set({i, j, k}, 1);
  writeNifti(file, mask);
}

std::string refusal(const std::filesystem::path& path) {
  try {
    loadLabels(path, std::nullopt, Progress());
  } catch (const LoadError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(LabelFolder, JoinsMasksByName) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "segmentations");
  const auto at = [&](const char* name) { return folder / (std::string("segmentations/") + name); };
  writeMask(at("aorta.nii.gz"), {{0, 0, 0}, {4, 4, 4}});
  writeMask(at("heart_ventricle_left.nii"), {{4, 0, 0}, {8, 4, 4}});
  writeMask(at("iliac_artery_left.nii.gz"), {{0, 0, 5}, {2, 2, 8}});
  writeMask(at("iliac_artery_right.nii.gz"), {{0, 0, 0}, {0, 0, 0}});
  writeMask(at("heart.nii.gz"), {{0, 0, 0}, {12, 10, 8}});
  writeMask(at("liver.nii.gz"), {{0, 0, 0}, {12, 10, 8}});
  const AnatomyLabels anatomy = loadLabels(folder.path(), std::nullopt, Progress());
  const auto counts = labelCounts(anatomy.labels);
  EXPECT_EQ(counts[value(TavrLabel::aorta)], 64U);
  EXPECT_EQ(counts[value(TavrLabel::leftVentricle)], 64U);
  EXPECT_EQ(counts[value(TavrLabel::iliacLeft)], 12U);
  EXPECT_EQ(counts[value(TavrLabel::heart)], 0U) << "not used beside a left ventricle";
  EXPECT_EQ(anatomy.source, "folder of masks");
  EXPECT_NE(find(anatomy.findings, "labels.empty_mask"), nullptr);
  EXPECT_NE(find(anatomy.findings, "labels.no_iliac_right"), nullptr);
  EXPECT_EQ(find(anatomy.findings, "labels.no_iliac_left"), nullptr);
  EXPECT_EQ(find(anatomy.findings, "labels.overlap"), nullptr);
}

TEST(LabelFolder, CountsOverlapsAndKeepsTheAorta) {
  const TemporaryFolder folder;
  writeMask(folder / "aorta.nii.gz", {{0, 0, 0}, {4, 4, 4}});
  writeMask(folder / "heart_ventricle_left.nii.gz", {{3, 0, 0}, {8, 4, 4}});
  const AnatomyLabels anatomy = loadLabels(folder.path(), std::nullopt, Progress());
  EXPECT_EQ(labelCounts(anatomy.labels)[value(TavrLabel::aorta)], 64U);
  EXPECT_EQ(labelCounts(anatomy.labels)[value(TavrLabel::leftVentricle)], 64U);
  const Finding* overlap = find(anatomy.findings, "labels.overlap");
  ASSERT_NE(overlap, nullptr);
  EXPECT_EQ(overlap->severity, Severity::warning);
  EXPECT_EQ(overlap->message.substr(0, 9), "16 voxels");
}

TEST(LabelFolder, RefusesMasksOnTwoGridsAndNamesBoth) {
  const TemporaryFolder folder;
  writeMask(folder / "aorta.nii.gz", {{0, 0, 0}, {4, 4, 4}});
  ImageGeometry shifted = kGrid;
  shifted.lpsFromIjk.offset.x += 0.06;
  writeMask(folder / "iliac_artery_left.nii.gz", {{0, 0, 0}, {1, 1, 1}}, shifted);
  const std::string message = refusal(folder.path());
  EXPECT_NE(message.find("aorta.nii.gz"), std::string::npos) << message;
  EXPECT_NE(message.find("iliac_artery_left.nii.gz"), std::string::npos) << message;
}

TEST(LabelFolder, TellsOfRoundedPositions) {
  const TemporaryFolder folder;
  writeMask(folder / "aorta.nii.gz", {{0, 0, 0}, {4, 4, 4}});
  ImageGeometry rounded = kGrid;
  rounded.lpsFromIjk.offset.x += 0.01;
  writeMask(folder / "iliac_artery_left.nii.gz", {{0, 0, 0}, {1, 1, 1}}, rounded);
  EXPECT_NE(find(loadLabels(folder.path(), std::nullopt, Progress()).findings, "labels.grid_rounding"),
            nullptr);
}

TEST(LabelFolder, RefusesFoldersThatAreNotClear) {
  const TemporaryFolder folder;
  EXPECT_NE(refusal(folder.path()).find("no mask of a known name"), std::string::npos);
  writeMask(folder / "aorta.nii.gz", {{0, 0, 0}, {4, 4, 4}});
  writeMask(folder / "aorta.nii", {{0, 0, 0}, {4, 4, 4}});
  EXPECT_NE(refusal(folder.path()).find("same structure"), std::string::npos);
}

TEST(LabelFolder, ReadsOneMaskFileByItsName) {
  const TemporaryFolder folder;
  writeMask(folder / "iliac_artery_right.nii.gz", {{0, 0, 0}, {4, 4, 4}});
  const AnatomyLabels anatomy = loadLabels(folder / "iliac_artery_right.nii.gz", std::nullopt, Progress());
  EXPECT_EQ(labelCounts(anatomy.labels)[value(TavrLabel::iliacRight)], 64U);
  EXPECT_EQ(anatomy.scheme, "masks");
}

TEST(LabelFolder, StopsWhenCancelled) {
  const TemporaryFolder folder;
  writeMask(folder / "aorta.nii.gz", {{0, 0, 0}, {4, 4, 4}});
  Progress progress;
  progress.cancel();
  EXPECT_THROW(loadLabels(folder.path(), std::nullopt, progress), Cancelled);
}

/// Row (e): real label maps of two patients.
TEST(LabelFolder, ReadsRealMasksAndMapsOfTwoPatients) {
  const std::filesystem::path shared =
      std::filesystem::path(VALVISTA_SHARED_DATA) / "totalseg_s0327_s0328_labels";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "no shared data";
  struct Patient {
    const char* name;
    std::size_t aorta;
    double iliacLeft, iliacRight;  ///< voxels, from the notes of the data
  };
  for (const Patient& patient : {Patient{"s0327", 67362, 3838, 3938}, Patient{"s0328", 30277, 4580, 4870}}) {
    SCOPED_TRACE(patient.name);
    const AnatomyLabels masks = loadLabels(shared / patient.name, std::nullopt, Progress());
    const AnatomyLabels map = loadLabels(shared / (std::string(patient.name) + "_labels_total_v2.nii.gz"),
                                         std::nullopt, Progress());
    EXPECT_EQ(map.scheme, "totalsegmentator-v2");
    EXPECT_EQ(static_cast<double>(labelCounts(masks.labels)[value(TavrLabel::iliacLeft)]), patient.iliacLeft);
    EXPECT_EQ(static_cast<double>(labelCounts(masks.labels)[value(TavrLabel::iliacRight)]),
              patient.iliacRight);
    // The masks overlap, by some hundred voxels where the aorta divides; in the map later structures took
    // voxels.
    for (const AnatomyLabels* anatomy : {&masks, &map}) {
      const auto counts = labelCounts(anatomy->labels);
      EXPECT_LE(counts[value(TavrLabel::aorta)], patient.aorta);
      EXPECT_GE(counts[value(TavrLabel::aorta)], patient.aorta - 500);
      EXPECT_NEAR(static_cast<double>(counts[value(TavrLabel::iliacLeft)]), patient.iliacLeft, 3);
      EXPECT_NEAR(static_cast<double>(counts[value(TavrLabel::iliacRight)]), patient.iliacRight, 3);
      EXPECT_GT(counts[value(TavrLabel::heart)], 10000U);
    }
    EXPECT_NE(find(map.findings, "labels.no_left_ventricle"), nullptr);
    EXPECT_NE(find(masks.findings, "labels.no_left_ventricle"), nullptr);
    EXPECT_EQ(find(masks.findings, "labels.no_iliac_left"), nullptr);
  }
}

TEST(LabelFolder, ReadsRealMasksWithEmptyIliacArteries) {
  const std::filesystem::path shared =
      std::filesystem::path(VALVISTA_SHARED_DATA) / "totalsegmentator/aorta_report/test_result/models";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "no shared data";
  const AnatomyLabels anatomy = loadLabels(shared, std::nullopt, Progress());
  EXPECT_EQ(labelCounts(anatomy.labels)[value(TavrLabel::aorta)], 72810U) << "count in the notes of the data";
  for (const char* id : {"labels.no_left_ventricle", "labels.no_iliac_left", "labels.no_iliac_right"})
    EXPECT_NE(find(anatomy.findings, id), nullptr) << id;
}

}  // namespace
}  // namespace valvista::planning
