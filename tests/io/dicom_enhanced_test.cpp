// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_enhanced.h"

#include "planning/core/error.h"
#include "planning/io/load_study.h"
#include "tests/io/dicom_test_series.h"

#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmjpeg/djencode.h>

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

struct Frame {
  int k = 0;
  int phase = 0;
};

DcmItem* nested(DcmItem& item, const DcmTagKey& sequence, long index = 0) {
  DcmItem* found = nullptr;
  item.findOrCreateSequenceItem(sequence, found, index);
  return found;
}

void putText(DcmItem& item, const DcmTagKey& tag, const std::string& text) {
  item.putAndInsertString(tag, text.c_str());
}

/// An Enhanced CT of the slices of `volume` in the order of `frames`; phase 1 has an intercept 500 HU higher.
void writeEnhanced(const Volume& volume, const std::vector<Frame>& frames, const fs::path& file,
                   E_TransferSyntax syntax = EXS_LittleEndianExplicit) {
  DcmFileFormat content;
  DcmDataset& set = *content.getDataset();
  const ImageGeometry& geometry = volume.geometry();
  const std::size_t area =
      static_cast<std::size_t>(geometry.size[0]) * static_cast<std::size_t>(geometry.size[1]);
  putText(set, DCM_SOPClassUID, UID_EnhancedCTImageStorage);
  putText(set, DCM_SOPInstanceUID, "1.2.3.4.5");
  putText(set, DCM_StudyInstanceUID, "1.2.3");
  putText(set, DCM_SeriesInstanceUID, "1.2.3.4");
  putText(set, DCM_Modality, "CT");
  putText(set, DCM_NumberOfFrames, std::to_string(frames.size()));
  putText(set, DCM_PhotometricInterpretation, "MONOCHROME2");
  for (const auto& [tag, value] : std::vector<std::pair<DcmTagKey, int>>{{DCM_SamplesPerPixel, 1},
                                                                         {DCM_Rows, geometry.size[1]},
                                                                         {DCM_Columns, geometry.size[0]},
                                                                         {DCM_BitsAllocated, 16},
                                                                         {DCM_BitsStored, 16},
                                                                         {DCM_HighBit, 15},
                                                                         {DCM_PixelRepresentation, 1}}) {
    set.putAndInsertUint16(tag, static_cast<Uint16>(value));
  }
  DcmItem* shared = nested(set, DCM_SharedFunctionalGroupsSequence);
  putText(*nested(*shared, DCM_PlaneOrientationSequence), DCM_ImageOrientationPatient, "1\\0\\0\\0\\1\\0");
  putText(*nested(*shared, DCM_PixelMeasuresSequence), DCM_PixelSpacing, "0.6\\0.7");
  putText(*nested(*shared, DCM_PixelMeasuresSequence), DCM_SliceThickness, "0.8");
  std::vector<Uint16> pixels;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    DcmItem* group = nested(set, DCM_PerFrameFunctionalGroupsSequence, static_cast<long>(i));
    const Vec3 origin = geometry.lps({0, 0, frames[i].k});
    putText(*nested(*group, DCM_PlanePositionSequence), DCM_ImagePositionPatient,
            std::to_string(origin.x) + "\\" + std::to_string(origin.y) + "\\" + std::to_string(origin.z));
    DcmItem* scale = nested(*group, DCM_PixelValueTransformationSequence);
    putText(*scale, DCM_RescaleSlope, "1");
    putText(*scale, DCM_RescaleIntercept, frames[i].phase == 0 ? "0" : "500");
    DcmItem* cardiac = nested(*group, DCM_CardiacSynchronizationSequence);
    cardiac->putAndInsertFloat32(DCM_NominalPercentageOfCardiacPhase, frames[i].phase == 0 ? 40.0f : 75.0f);
    const auto slice = volume.hu().subspan(static_cast<std::size_t>(frames[i].k) * area, area);
    for (const std::int16_t hu : slice) pixels.push_back(static_cast<Uint16>(hu));
  }
  set.putAndInsertUint16Array(DCM_PixelData, pixels.data(), static_cast<unsigned long>(pixels.size()));
  if (syntax != EXS_LittleEndianExplicit) set.chooseRepresentation(syntax, nullptr);
  content.saveFile(OFFilename(file.c_str()), syntax);
}

void expectVolume(const Study& study, const Volume& volume, int offset) {
  ASSERT_LT(cornerMismatch(study.volume.geometry(), volume.geometry()), 1e-5);
  const bool equal =
      std::ranges::equal(study.volume.hu(), volume.hu(),
                         [&](std::int16_t read, std::int16_t written) { return read == written + offset; });
  EXPECT_TRUE(equal);
}

class EnhancedCt : public testing::TestWithParam<E_TransferSyntax> {
 protected:
  static void SetUpTestSuite() {
    DcmRLEEncoderRegistration::registerCodecs();
    DJEncoderRegistration::registerCodecs();
  }
  const Volume volume_ = smallVolume(5);
  const TemporaryFolder folder_;
  const fs::path file_ = folder_.path() / "enhanced";
};

TEST_P(EnhancedCt, framesInAnyOrderAreSortedByPosition) {
  writeEnhanced(volume_, {{3}, {0}, {4}, {2}, {1}}, file_, GetParam());
  const Study study = loadStudy(file_, Progress());
  expectVolume(study, volume_, 0);
  EXPECT_EQ(study.facts.cardiacPhasePercent, 40.0);
  EXPECT_EQ(study.facts.sliceThicknessMm, 0.8);
}

TEST_P(EnhancedCt, phasesInOneFileAreDivided) {
  std::vector<Frame> frames;
  for (const int k : {4, 1, 0, 3, 2}) frames.insert(frames.end(), {{k, 1}, {k, 0}});
  writeEnhanced(volume_, frames, file_, GetParam());
  const std::vector<InspectedSeries> seen = inspectPath(file_, Progress());
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_TRUE(seen[0].usable && seen[1].usable);
  EXPECT_EQ(seen[0].facts.cardiacPhasePercent, 40.0);
  EXPECT_EQ(seen[1].facts.cardiacPhasePercent, 75.0);
  EXPECT_EQ(*seen[1].minimumHu - *seen[0].minimumHu, 500);
  expectVolume(loadStudy(file_, Progress()), volume_, 0);
}

INSTANTIATE_TEST_SUITE_P(Syntaxes, EnhancedCt,
                         testing::Values(EXS_LittleEndianExplicit, EXS_RLELossless, EXS_JPEGProcess14SV1));

TEST_F(EnhancedCt, aMissingFrameIsRefused) {
  writeEnhanced(volume_, {{3}, {0}, {4}, {1}}, file_);
  EXPECT_THROW(loadStudy(file_, Progress()), LoadError);
  writeEnhanced(volume_, {{3}, {0}, {4}, {1}, {2}}, file_);
  edit(file_, [](DcmDataset& set) { put(set, DCM_NumberOfFrames, "4"); });
  EXPECT_THROW(loadStudy(file_, Progress()), LoadError);
}

TEST_F(EnhancedCt, aTruncatedFileIsNamed) {
  writeEnhanced(volume_, {{3}, {0}, {4}, {1}, {2}}, file_);
  fs::resize_file(file_, fs::file_size(file_) - 50);
  try {
    loadStudy(file_, Progress());
    FAIL();
  } catch (const LoadError& error) {
    EXPECT_NE(std::string(error.what()).find("enhanced: damaged or truncated"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace valvista::planning
