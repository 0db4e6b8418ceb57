// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_series.h"

#include "planning/core/error.h"
#include "planning/io/load_study.h"
#include "tests/io/dicom_test_series.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> idsOf(const Findings& findings) {
  std::vector<std::string> ids;
  for (const Finding& finding : findings) ids.push_back(finding.id);
  return ids;
}

bool has(const Findings& findings, const std::string& id) {
  const std::vector<std::string> ids = idsOf(findings);
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Every case starts from six good slices.
class SeriesPathologies : public testing::Test {
 protected:
  void SetUp() override { writeDicomSeries(volume_, {}, folder_.path()); }
  fs::path slice(int number) const { return slicePath(folder_.path(), number); }
  void editAll(const std::function<void(DcmDataset&)>& change) {
    for (int number = 1; number <= 6; ++number) edit(slice(number), change);
  }
  std::vector<InspectedSeries> inspect() const { return inspectPath(folder_.path(), Progress()); }

  /// One series, refused with this finding, whose message names a file; loadStudy throws the same.
  void expectRefused(const std::string& id, const std::string& named) {
    const std::vector<InspectedSeries> seen = inspect();
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_FALSE(seen[0].usable);
    ASSERT_TRUE(has(seen[0].findings, id)) << testing::PrintToString(idsOf(seen[0].findings));
    const auto finding = std::find_if(seen[0].findings.begin(), seen[0].findings.end(),
                                      [&](const Finding& f) { return f.id == id; });
    EXPECT_EQ(finding->severity, Severity::error);
    EXPECT_NE(finding->message.find(named), std::string::npos) << finding->message;
    EXPECT_EQ(finding->message.find(folder_.path().string()), std::string::npos) << "a path in a finding";
    try {
      loadStudy(folder_.path(), Progress());
      FAIL() << "loaded";
    } catch (const LoadError& error) {
      EXPECT_NE(std::string(error.what()).find(named), std::string::npos) << error.what();
    }
  }

  const Volume volume_ = smallVolume(6);
  const TemporaryFolder folder_;
};

TEST_F(SeriesPathologies, aGoodSeriesLoadsExactly) {
  const std::vector<InspectedSeries> seen = inspect();
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_TRUE(seen[0].usable);
  EXPECT_EQ(seen[0].files, 6u);
  EXPECT_EQ(seen[0].minimumHu, markedHu(0, 9, 0));
  EXPECT_EQ(seen[0].maximumHu, markedHu(11, 0, 5));
  const Study study = loadStudy(folder_.path(), Progress());
  EXPECT_LT(cornerMismatch(study.volume.geometry(), volume_.geometry()), 1e-6);
  EXPECT_TRUE(std::equal(study.volume.hu().begin(), study.volume.hu().end(), volume_.hu().begin()));
}

TEST_F(SeriesPathologies, namesAndInstanceNumbersDoNotMatter) {
  const char* const names[] = {"zz", "b.txt", "00", "a b", "IM9", "k.dcm"};
  for (int number = 1; number <= 6; ++number) {
    edit(slice(number),
         [&](DcmDataset& set) { put(set, DCM_InstanceNumber, std::to_string((number * 5) % 7)); });
    fs::create_directories(folder_.path() / ("sub" + std::to_string(number % 2)));
    fs::rename(slice(number), folder_.path() / ("sub" + std::to_string(number % 2)) / names[number - 1]);
  }
  const Study study = loadStudy(folder_.path(), Progress());
  EXPECT_LT(cornerMismatch(study.volume.geometry(), volume_.geometry()), 1e-6);
  EXPECT_TRUE(std::equal(study.volume.hu().begin(), study.volume.hu().end(), volume_.hu().begin()));
}

TEST_F(SeriesPathologies, oneFileStandsForItsSeries) {
  const Study study = loadStudy(slice(4), Progress());
  EXPECT_EQ(study.volume.geometry().size[2], 6);
}

TEST_F(SeriesPathologies, missingSlice) {
  fs::remove(slice(3));
  expectRefused("dicom.missing_slices", "IM0002.dcm and IM0004.dcm");
}

TEST_F(SeriesPathologies, threeMissingSlices) {
  for (const int number : {3, 4, 5}) fs::remove(slice(number));
  expectRefused("dicom.missing_slices", "IM0002.dcm and IM0006.dcm");
}

TEST_F(SeriesPathologies, unevenSlices) {
  edit(slice(6), [](DcmDataset& set) { put(set, DCM_ImagePositionPatient, "-31.25\\17.5\\207.9"); });
  expectRefused("dicom.uneven_slices", "IM0005.dcm and IM0006.dcm");
}

TEST_F(SeriesPathologies, aTenthOfAMillimetreIsNotLetPass) {
  edit(slice(3), [](DcmDataset& set) { put(set, DCM_ImagePositionPatient, "-31.25\\17.5\\205.45"); });
  expectRefused("dicom.uneven_slices", "IM0003.dcm");
}

TEST_F(SeriesPathologies, aSliceShiftedSideways) {
  edit(slice(3), [](DcmDataset& set) { put(set, DCM_ImagePositionPatient, "-31.2\\17.5\\205.35"); });
  expectRefused("dicom.inexact_stack", "IM0003.dcm");
}

TEST_F(SeriesPathologies, roundingOfPositionsIsNoTrouble) {
  edit(slice(3), [](DcmDataset& set) { put(set, DCM_ImagePositionPatient, "-31.249\\17.5\\205.351"); });
  EXPECT_TRUE(inspect()[0].usable);
}

TEST_F(SeriesPathologies, duplicatePosition) {
  edit(
      slice(3), [](DcmDataset& set) { put(set, DCM_SOPInstanceUID, "1.2.3"); }, folder_.path() / "copy");
  expectRefused("dicom.duplicate_position", "copy");
}

class GantryTilt : public SeriesPathologies, public testing::WithParamInterface<double> {};

TEST_P(GantryTilt, isRefusedWithItsAngle) {
  const double angle = GetParam() * M_PI / 180.0;
  const std::string orientation =
      "1\\0\\0\\0\\" + std::to_string(std::cos(angle)) + "\\" + std::to_string(std::sin(angle));
  editAll([&](DcmDataset& set) { put(set, DCM_ImageOrientationPatient, orientation); });
  std::string degrees = std::to_string(std::abs(GetParam()));
  expectRefused("dicom.gantry_tilt", "tilt of " + degrees.substr(0, degrees.find('.') + 2));
}

INSTANTIATE_TEST_SUITE_P(Angles, GantryTilt, testing::Values(-25.0, -5.0, 1.0, 15.0, 25.0));

TEST_F(SeriesPathologies, missingPlacement) {
  edit(slice(2), [](DcmDataset& set) { set.findAndDeleteElement(DCM_ImagePositionPatient); });
  const std::vector<InspectedSeries> seen = inspect();
  ASSERT_EQ(seen.size(), 2u);  // the others have a gap now
  for (const InspectedSeries& series : seen) EXPECT_FALSE(series.usable);
  editAll([](DcmDataset& set) { set.findAndDeleteElement(DCM_ImagePositionPatient); });
  expectRefused("dicom.no_position", "IM0001.dcm");
}

TEST_F(SeriesPathologies, missingOrientation) {
  editAll([](DcmDataset& set) { set.findAndDeleteElement(DCM_ImageOrientationPatient); });
  expectRefused("dicom.no_orientation", "IM0001.dcm");
}

TEST_F(SeriesPathologies, onlyImagerPixelSpacing) {
  editAll([](DcmDataset& set) {
    set.findAndDeleteElement(DCM_PixelSpacing);
    put(set, DCM_ImagerPixelSpacing, "0.7\\0.6");
  });
  expectRefused("dicom.no_pixel_spacing", "ImagerPixelSpacing");
}

TEST_F(SeriesPathologies, brokenOrientation) {
  editAll([](DcmDataset& set) { put(set, DCM_ImageOrientationPatient, "1\\0\\0\\0.6\\0.8\\0"); });
  expectRefused("dicom.bad_orientation", "IM0001.dcm");
}

TEST_F(SeriesPathologies, mixedSpacingMatrixAndOrientationAreDivided) {
  edit(slice(6), [](DcmDataset& set) { put(set, DCM_PixelSpacing, "0.5\\0.5"); });
  const std::vector<InspectedSeries> seen = inspect();
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(std::count_if(seen.begin(), seen.end(), [](const auto& s) { return s.usable && s.frames == 5; }),
            1);
  const Study study = loadStudy(folder_.path(), Progress());
  EXPECT_EQ(study.volume.geometry().size[2], 5);
  EXPECT_TRUE(has(study.findings, "dicom.series_divided"));
}

TEST_F(SeriesPathologies, aLocaliserInTheSeriesStaysOut) {
  edit(
      slice(1),
      [](DcmDataset& set) {
        put(set, DCM_ImageType, "ORIGINAL\\PRIMARY\\LOCALIZER");
        put(set, DCM_ImageOrientationPatient, "1\\0\\0\\0\\0\\-1");
        put(set, DCM_SOPInstanceUID, "1.2.3");
      },
      folder_.path() / "scout");
  const std::vector<InspectedSeries> seen = inspect();
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(loadStudy(folder_.path(), Progress()).volume.geometry().size[2], 6);
  const auto scout = std::find_if(seen.begin(), seen.end(), [](const auto& s) { return s.frames == 1; });
  EXPECT_TRUE(has(scout->findings, "dicom.localiser"));
}

TEST_F(SeriesPathologies, perSliceRescaleIsApplied) {
  for (int number = 1; number <= 6; ++number) {
    edit(slice(number), [&](DcmDataset& set) {
      put(set, DCM_RescaleSlope, number % 2 == 0 ? "2" : "0.5");
      put(set, DCM_RescaleIntercept, std::to_string(-10 * number));
    });
  }
  const Study study = loadStudy(folder_.path(), Progress());
  for (int k = 0; k < 6; ++k) {
    const double exact = ((k + 1) % 2 == 0 ? 2.0 : 0.5) * markedHu(3, 4, k) - 10.0 * (k + 1);
    EXPECT_EQ(study.volume.at({3, 4, k}), static_cast<int>(std::round(exact)));
  }
}

TEST_F(SeriesPathologies, monochrome1IsAMatterOfDisplay) {
  editAll([](DcmDataset& set) { put(set, DCM_PhotometricInterpretation, "MONOCHROME1"); });
  const Study study = loadStudy(folder_.path(), Progress());
  EXPECT_TRUE(std::equal(study.volume.hu().begin(), study.volume.hu().end(), volume_.hu().begin()));
}

TEST_F(SeriesPathologies, sliceThicknessAndSpacingBetweenSlicesDoNotPlace) {
  editAll([](DcmDataset& set) {
    set.findAndDeleteElement(DCM_SliceThickness);
    put(set, DCM_SpacingBetweenSlices, "-3.3");
  });
  EXPECT_NEAR(loadStudy(folder_.path(), Progress()).volume.geometry().spacing().z, 0.8, 1e-9);
}

TEST_F(SeriesPathologies, withoutRescaleThereAreNoHounsfieldUnits) {
  editAll([](DcmDataset& set) { set.findAndDeleteElement(DCM_RescaleSlope); });
  expectRefused("dicom.unreadable", "RescaleSlope");
}

TEST_F(SeriesPathologies, otherModalityAndSecondaryCapture) {
  editAll([](DcmDataset& set) { put(set, DCM_Modality, "MR"); });
  expectRefused("dicom.not_ct", "MR");
  editAll([](DcmDataset& set) {
    put(set, DCM_Modality, "CT");
    put(set, DCM_SOPClassUID, UID_SecondaryCaptureImageStorage);
  });
  expectRefused("dicom.not_ct_image", "Secondary capture");
}

TEST_F(SeriesPathologies, truncatedFileIsNamed) {
  fs::resize_file(slice(3), fs::file_size(slice(3)) - 100);
  expectRefused("dicom.unreadable", "IM0003.dcm");
}

TEST_F(SeriesPathologies, aRuinedFileBesideTheSeriesIsMentioned) {
  fs::resize_file(slice(6), 300);
  const Study study = loadStudy(folder_.path(), Progress());
  EXPECT_EQ(study.volume.geometry().size[2], 5);
  EXPECT_TRUE(has(study.findings, "dicom.unreadable_beside"));
}

TEST_F(SeriesPathologies, otherFilesAreLeftAlone) {
  fs::copy_file(fs::path(VALVISTA_SOURCE) / "CMakeLists.txt", folder_.path() / "notes.dcm");
  EXPECT_EQ(inspect().size(), 1u);
}

TEST_F(SeriesPathologies, cancelStops) {
  Progress progress;
  progress.cancel();
  EXPECT_THROW(loadStudy(folder_.path(), progress), Cancelled);
}

/// A second phase of the same six positions under the same SeriesInstanceUID, 500 HU brighter.
class TwoPhases : public SeriesPathologies {
 protected:
  void addPhase(const std::function<void(DcmDataset&, int phase, int number)>& mark) {
    for (int number = 1; number <= 6; ++number) {
      edit(
          slice(number),
          [&](DcmDataset& set) {
            put(set, DCM_SOPInstanceUID, "1.2.3." + std::to_string(number));
            put(set, DCM_RescaleIntercept, "500");
            mark(set, 1, number);
          },
          folder_.path() / ("P2_" + std::to_string(number)));
      edit(slice(number), [&](DcmDataset& set) { mark(set, 0, number); });
    }
  }
  /// Both phases come out whole, never mixed.
  void expectTwoVolumes() {
    const std::vector<InspectedSeries> seen = inspect();
    ASSERT_EQ(seen.size(), 2u);
    std::vector<int> spans;
    for (const InspectedSeries& series : seen) {
      EXPECT_TRUE(series.usable);
      EXPECT_EQ(series.frames, 6u);
      EXPECT_TRUE(has(series.findings, "dicom.series_divided"));
      spans.push_back(series.maximumHu.value_or(0) - series.minimumHu.value_or(0));
    }
    EXPECT_EQ(spans[0], spans[1]);  // a mixed volume would span 500 HU more
    EXPECT_EQ(std::abs(*seen[0].minimumHu - *seen[1].minimumHu), 500);
  }
};

TEST_F(TwoPhases, byNominalPercentage) {
  addPhase([](DcmDataset& set, int phase, int) {
    set.putAndInsertFloat32(DCM_NominalPercentageOfCardiacPhase, phase == 0 ? 30.0f : 75.0f);
  });
  expectTwoVolumes();
  EXPECT_EQ(inspect()[0].facts.cardiacPhasePercent, 30.0);
  EXPECT_EQ(inspect()[1].facts.cardiacPhasePercent, 75.0);
  const Study study = loadStudy(folder_.path(), Progress());
  EXPECT_EQ(study.facts.cardiacPhasePercent, 30.0);
  EXPECT_TRUE(has(study.findings, "dicom.series_chosen"));
}

TEST_F(TwoPhases, byTriggerTimeThatVariesFromSliceToSlice) {
  addPhase([](DcmDataset& set, int phase, int number) {
    put(set, DCM_TriggerTime, std::to_string(300 * (phase + 1) + 3 * number));
  });
  expectTwoVolumes();
}

TEST_F(TwoPhases, byScanOptions) {
  addPhase(
      [](DcmDataset& set, int phase, int) { put(set, DCM_ScanOptions, phase == 0 ? "TP35PC" : "TP70PC"); });
  expectTwoVolumes();
  EXPECT_EQ(inspect()[0].facts.cardiacPhasePercent, 35.0);
}

TEST_F(TwoPhases, byImageComments) {
  addPhase([](DcmDataset& set, int phase, int) {
    put(set, DCM_ImageComments, phase == 0 ? "Cor 0.6 Bv40, 40 %" : "Cor 0.6 Bv40, 80 %");
  });
  expectTwoVolumes();
  EXPECT_EQ(inspect()[1].facts.cardiacPhasePercent, 80.0);
}

TEST_F(TwoPhases, byAcquisitionNumberAndTemporalPosition) {
  addPhase(
      [](DcmDataset& set, int phase, int) { put(set, DCM_AcquisitionNumber, std::to_string(phase + 4)); });
  expectTwoVolumes();
  addPhase([](DcmDataset& set, int phase, int) {
    put(set, DCM_AcquisitionNumber, "1");
    put(set, DCM_TemporalPositionIdentifier, std::to_string(phase + 1));
  });
  expectTwoVolumes();
}

TEST_F(TwoPhases, halfAStepApartAreNotOneFineVolume) {
  addPhase([&](DcmDataset& set, int phase, int number) {
    put(set, DCM_AcquisitionNumber, std::to_string(phase + 1));
    const double z = 203.75 + 0.8 * (number - 1) + 0.4 * phase;
    put(set, DCM_ImagePositionPatient, "-31.25\\17.5\\" + std::to_string(z));
  });
  expectTwoVolumes();
}

TEST_F(TwoPhases, withNothingToTellThemApartAreRefused) {
  addPhase([](DcmDataset&, int, int) {});
  expectRefused("dicom.duplicate_position", "same position");
}

TEST_F(SeriesPathologies, consecutiveAcquisitionsAreOneVolume) {
  for (int number = 1; number <= 6; ++number) {
    edit(slice(number), [&](DcmDataset& set) {
      put(set, DCM_AcquisitionNumber, number <= 3 ? "1" : "2");
      put(set, DCM_TriggerTime, number <= 3 ? "300" : "310");
    });
  }
  EXPECT_EQ(inspect().size(), 1u);
  EXPECT_TRUE(inspect()[0].usable);
}

TEST_F(SeriesPathologies, slabsOfAlternatingBeatsAreOneVolume) {
  writeDicomSeries(smallVolume(9), {}, folder_.path());
  for (int number = 1; number <= 9; ++number) {
    edit(slice(number),
         [&](DcmDataset& set) { put(set, DCM_TriggerTime, number > 3 && number <= 6 ? "310" : "300"); });
  }
  ASSERT_EQ(inspect().size(), 1u);
  EXPECT_TRUE(inspect()[0].usable);
}

TEST_F(SeriesPathologies, aShareOfIterativeReconstructionIsNoPhase) {
  editAll([](DcmDataset& set) { put(set, DCM_SeriesDescription, "CTA ASiR-V 50%"); });
  EXPECT_FALSE(inspect()[0].facts.cardiacPhasePercent.has_value());
  editAll([](DcmDataset& set) { put(set, DCM_SeriesDescription, "CTA 0.6 75%"); });
  EXPECT_EQ(inspect()[0].facts.cardiacPhasePercent, 75.0);
}

}  // namespace
}  // namespace valvista::planning
