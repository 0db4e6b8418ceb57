// SPDX-License-Identifier: GPL-3.0-or-later
// The reader on real series: right size, spacing and HU for the good ones, a named reason for the others.
#include "planning/core/error.h"
#include "planning/io/load_study.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

const fs::path kShared = VALVISTA_SHARED_DATA;

bool has(const Findings& findings, const std::string& id) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.id == id; });
}

class SharedDicom : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kShared)) GTEST_SKIP() << "the shared data are not at hand";
  }

  static void expectRefused(const fs::path& path, const std::string& id) {
    const std::vector<InspectedSeries> seen = inspectPath(path, Progress());
    ASSERT_FALSE(seen.empty()) << path.filename();
    for (const InspectedSeries& series : seen) {
      EXPECT_FALSE(series.usable) << path.filename();
      EXPECT_TRUE(has(series.findings, id)) << path.filename() << " " << series.findings.front().message;
    }
    EXPECT_THROW(loadStudy(path, Progress()), LoadError) << path.filename();
  }
};

void expectGeometry(const ImageGeometry& geometry, const Index3& size, const Vec3& spacing) {
  EXPECT_EQ(geometry.size, size);
  EXPECT_LT(distance(geometry.spacing(), spacing), 1e-6);
}

TEST_F(SharedDicom, aChestCtLoadsExactly) {
  const fs::path folder = kShared / "lidc0001_contrast_chest_dicom";
  const std::vector<InspectedSeries> seen = inspectPath(folder, Progress());
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_TRUE(seen[0].usable);
  EXPECT_EQ(seen[0].files, 133u);
  EXPECT_EQ(seen[0].maximumHu, 3071);
  const Study study = loadStudy(folder, Progress());
  expectGeometry(study.volume.geometry(), {512, 512, 133}, {0.703125, 0.703125, 2.5});
  EXPECT_EQ(orientationCode(study.volume.geometry()), "LPS");
  const auto [low, high] = std::minmax_element(study.volume.hu().begin(), study.volume.hu().end());
  EXPECT_EQ(*low, kPaddingHu);
  EXPECT_EQ(*high, 3071);
  EXPECT_EQ(study.volume.at({0, 0, 60}), kPaddingHu);
  EXPECT_TRUE(has(study.findings, "scan.thick_slices"));
  EXPECT_EQ(study.facts.modality, "CT");
  EXPECT_EQ(study.facts.contrastAgent, "IV");
}

TEST_F(SharedDicom, aJpeg2000SeriesWithoutFileExtensionsLoads) {
  const Study study = loadStudy(kShared / "totalsegmentator" / "example_ct_dicom", Progress());
  expectGeometry(study.volume.geometry(), {512, 512, 20}, {0.9765625, 0.9765625, 2.0});
  const auto [low, high] = std::minmax_element(study.volume.hu().begin(), study.volume.hu().end());
  EXPECT_EQ(*low, -1024);
  EXPECT_EQ(*high, 1839);
  EXPECT_TRUE(has(study.findings, "dicom.no_series_uid"));
  EXPECT_FALSE(has(study.findings, "dicom.lossy"));
}

TEST_F(SharedDicom, whatCannotBePlacedIsRefused) {
  const fs::path root = kShared / "dicom2nifti_edge_cases" / "failing";
  expectRefused(root / "gantrytilting", "dicom.gantry_tilt");
  expectRefused(root / "sliceincrement" / "001", "dicom.missing_slices");
  expectRefused(root / "sliceincrement" / "002", "dicom.missing_slices");
  expectRefused(root / "notavolume", "dicom.duplicate_position");
  expectRefused(root / "sliceorientation", "dicom.not_ct");
  expectRefused(root / "slicecount", "dicom.not_ct");
  expectRefused(kShared / "dcm_qa_ct" / "GE", "dicom.uneven_slices");
  for (const auto& folder : fs::directory_iterator(kShared / "dicom2nifti_edge_cases" / "generic")) {
    expectRefused(folder.path(), "dicom.not_ct");
  }
  expectRefused(kShared / "dicom2nifti_edge_cases" / "siemens_multiframe", "dicom.not_ct");
}

TEST_F(SharedDicom, legacyConvertedEnhancedCtEqualsItsSingleFrames) {
  for (const char* size : {"23x38x3", "24x38x3"}) {
    const fs::path root = kShared / "dicom_seg_rtstruct" / "dcmqi" / "segmentations" / size;
    std::vector<Study> studies;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (!entry.is_directory()) continue;
      const std::vector<InspectedSeries> seen = inspectPath(entry.path(), Progress());
      const bool usable = std::any_of(seen.begin(), seen.end(), [](const auto& s) { return s.usable; });
      if (usable) studies.push_back(loadStudy(entry.path(), Progress()));
    }
    ASSERT_EQ(studies.size(), 2u) << size;
    EXPECT_LT(cornerMismatch(studies[0].volume.geometry(), studies[1].volume.geometry()), 1e-6);
    EXPECT_TRUE(std::ranges::equal(studies[0].volume.hu(), studies[1].volume.hu()));
    EXPECT_EQ(studies[0].sha256, studies[1].sha256);
  }
}

TEST_F(SharedDicom, enhancedCtLoads) {
  const Study study =
      loadStudy(kShared / "dicom_transfer_syntaxes" / "pydicom-data" / "eCT_Supplemental.dcm", Progress());
  EXPECT_EQ(study.volume.geometry().size, (Index3{512, 512, 2}));
}

TEST_F(SharedDicom, otherObjectsAreListedAsWhatTheyAre) {
  std::vector<std::string> modalities;
  for (const InspectedSeries& series : inspectPath(kShared / "dicom_seg_rtstruct", Progress())) {
    modalities.push_back(series.facts.modality);
    if (series.facts.modality != "CT") {
      EXPECT_FALSE(series.usable);
    }
  }
  for (const char* modality : {"SEG", "SR", "RTSTRUCT", "RTPLAN", "CT"}) {
    EXPECT_NE(std::find(modalities.begin(), modalities.end(), modality), modalities.end()) << modality;
  }
}

TEST_F(SharedDicom, aScoutIsNamedAndAWrongSyntaxRefused) {
  const fs::path root = kShared / "dicom_transfer_syntaxes";
  expectRefused(root / "jpegls_issue" / "dicom-ts-issues" / "20-wrong-transfer-syntax.dcm",
                "dicom.unreadable");
  const std::vector<InspectedSeries> seen = inspectPath(root / "pydicom" / "dicomdirtests", Progress());
  EXPECT_TRUE(std::any_of(seen.begin(), seen.end(),
                          [](const auto& s) { return has(s.findings, "dicom.localiser") && !s.usable; }));
  EXPECT_FALSE(std::any_of(seen.begin(), seen.end(), [](const auto& s) { return s.usable && s.frames < 2; }));
}

// No file of the collection crashes the reader when it stands alone, and no message holds a path.
TEST_F(SharedDicom, everySingleFileIsInspected) {
  std::size_t files = 0;
  for (const char* part : {"dicom_transfer_syntaxes/cornerstone3D", "dicom_transfer_syntaxes/pydicom-data",
                           "dicom_transfer_syntaxes/jpegls_issue", "dicom_seg_rtstruct/highdicom"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kShared / part)) {
      if (entry.path().extension() != ".dcm") continue;
      for (const InspectedSeries& series : inspectPath(entry.path(), Progress())) {
        for (const Finding& finding : series.findings) {
          EXPECT_EQ(finding.message.find('/' + entry.path().parent_path().filename().string() + '/'),
                    std::string::npos);
        }
      }
      ++files;
    }
  }
  EXPECT_GT(files, 30u);
}

}  // namespace
}  // namespace valvista::planning
