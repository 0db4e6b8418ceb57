// SPDX-License-Identifier: GPL-3.0-or-later
// DICOM segmentations of other programs. The truth is the NRRD beside a file where there is one, and counts
// of an independent decoder (dcmseg of DCMTK 3.6.7 where it can read the encoding) else.
#include "planning/io/dicom_seg_reader.h"

#include "planning/core/error.h"
#include "planning/io/dicom_seg_file.h"
#include "planning/io/dicom_seg_grid.h"
#include "planning/io/label_export.h"
#include "planning/io/label_image.h"
#include "planning/io/label_schemes.h"
#include "planning/io/load_study.h"
#include "tests/core/child_process.h"
#include "tests/core/temporary_folder.h"
#include "tests/io/dicom_test_series.h"
#include "tests/io/label_grids.h"

#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <sys/stat.h>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

fs::path shared() {
  return fs::path(VALVISTA_SHARED_DATA) / "dicom_seg_rtstruct";
}

/// Where each voxel of a segment lies, rounded to a hundredth of a millimetre.
using Places = std::map<int, std::vector<std::array<long, 3>>>;

std::array<long, 3> rounded(const Vec3& lps) {
  return {std::lround(lps.x * 100.0), std::lround(lps.y * 100.0), std::lround(lps.z * 100.0)};
}

/// By segment number, without the mapping to labels.
Places placesIn(const fs::path& path) {
  DicomSegmentationFile file(path);
  const PlacedFrames placed = placeFrames(file.header(), file.sliceDistanceMm());
  const Index3& size = placed.geometry.size;
  std::vector<std::uint16_t> numbers(static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]));
  Places places;
  for (std::size_t frame = 0; frame < file.header().frames.size(); ++frame) {
    file.readFrame(frame, numbers);
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        const int number = numbers[static_cast<std::size_t>(j * size[0] + i)];
        if (number != 0)
          places[number].push_back(rounded(placed.geometry.lps({i, j, placed.sliceOfFrame[frame]})));
      }
  }
  for (auto& [number, at] : places) std::sort(at.begin(), at.end());
  return places;
}

/// The same of a label map of a program that we did not write.
Places placesInMap(const fs::path& path) {
  const LabelImage image = readLabelImage(path, Progress());
  const Index3& size = image.codes.geometry().size;
  Places places;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i)
        if (const int value = image.values[image.codes.at({i, j, k})]; value != 0)
          places[value].push_back(rounded(image.codes.geometry().lps({i, j, k})));
  for (auto& [number, at] : places) std::sort(at.begin(), at.end());
  return places;
}

std::map<int, std::size_t> countsIn(const fs::path& path) {
  std::map<int, std::size_t> counts;
  for (const auto& [number, at] : placesIn(path)) counts[number] = at.size();
  return counts;
}

std::string refusal(const fs::path& path) {
  try {
    placesIn(path);
  } catch (const LoadError& error) {
    return error.what();
  }
  return {};
}

TEST(DicomSegShared, LieWhereTheNrrdBesideThemSays) {
  if (!fs::exists(shared())) GTEST_SKIP() << "no shared data";
  const fs::path dcmqi = shared() / "dcmqi/segmentations";
  EXPECT_EQ(placesIn(dcmqi / "23x38x3/seg/label.seg"), placesInMap(dcmqi / "23x38x3/nrrd/label.nrrd"));
  EXPECT_EQ(placesIn(dcmqi / "24x38x3/seg/label.seg"), placesInMap(dcmqi / "24x38x3/nrrd/label.nrrd"));
  EXPECT_EQ(placesIn(dcmqi / "liver.dcm"), placesInMap(dcmqi / "liver_seg.nrrd"));
  EXPECT_EQ(placesIn(dcmqi / "sparse-labelmap-noppv.dcm"),
            placesInMap(dcmqi / "sparse_labelmap_noppv_seg.nrrd"));
  // That program fills the slices between frames with PixelPaddingValue; for us they are empty.
  Places padded = placesInMap(dcmqi / "sparse_labelmap_ppv5_seg.nrrd");
  EXPECT_EQ(padded.erase(5), 1U);
  EXPECT_EQ(placesIn(dcmqi / "sparse-labelmap-ppv5.dcm"), padded);
}

TEST(DicomSegShared, HoldAsManyVoxelsAsDcmsegCounts) {
  if (!fs::exists(shared())) GTEST_SKIP() << "no shared data";
  using Counts = std::map<int, std::size_t>;
  EXPECT_EQ(countsIn(shared() / "dcmqi/segmentations/partial_overlaps.dcm"),
            (Counts{{1, 9602}, {2, 11888}, {3, 10743}, {4, 6693}, {5, 4713}}));
  EXPECT_EQ(countsIn(shared() / "dcmqi/sr-example/seg.dcm"), (Counts{{1, 795}}));
  EXPECT_EQ(countsIn(shared() / "highdicom/seg_image_ct_binary.dcm"), (Counts{{1, 638}}));
  EXPECT_EQ(countsIn(shared() / "highdicom/seg_image_ct_binary_overlap.dcm"), (Counts{{1, 64}, {2, 16}}));
  EXPECT_EQ(countsIn(shared() / "highdicom/seg_image_ct_binary_single_frame.dcm"), (Counts{{1, 1832}}));
}

TEST(DicomSegShared, FractionalIsReadWhereItHoldsNoFractions) {
  if (!fs::exists(shared())) GTEST_SKIP() << "no shared data";
  EXPECT_EQ(placesIn(shared() / "highdicom/seg_image_ct_binary_fractional.dcm"),
            placesIn(shared() / "highdicom/seg_image_ct_binary.dcm"));
  EXPECT_EQ(
      refusal(shared() / "highdicom/seg_image_ct_true_fractional.dcm"),
      "seg_image_ct_true_fractional.dcm: frame 1 holds fractions of voxels; make a binary segmentation of "
      "it first.");
}

TEST(DicomSegShared, OtherDicomFilesAndUnknownStructuresAreRefused) {
  if (!fs::exists(shared())) GTEST_SKIP() << "no shared data";
  EXPECT_FALSE(isDicomSegmentation(shared() / "highdicom/ct_image.dcm"));
  EXPECT_EQ(refusal(shared() / "highdicom/ct_image.dcm"), "ct_image.dcm: it is DICOM, but no segmentation.");
  EXPECT_EQ(refusal(shared() / "rt-utils/mock_data/rt.dcm"), "rt.dcm: it is DICOM, but no segmentation.");
  EXPECT_THROW(loadLabels(shared() / "dcmqi/segmentations/liver.dcm", std::nullopt, Progress()), LoadError);
}

/// Frames at these heights, millimetres.
DicomHeader framesAt(const std::vector<double>& heights, std::optional<double> thicknessMm) {
  DicomHeader header;
  header.pixels.columns = header.pixels.rows = 4;
  for (const double height : heights) {
    FrameHeader& frame = header.frames.emplace_back();
    frame.position = Vec3{10.0, -20.0, height};
    frame.orientation = {{{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}}};
    frame.pixelSpacing = Vec2{0.5, 0.5};
    frame.sliceThicknessMm = thicknessMm;
  }
  return header;
}

/// PS3.3 C.7.6.16.2.1: SpacingBetweenSlices is the distance of centres; SliceThickness says how
/// thick they are, not how far apart.
TEST(DicomSegGrid, FramesLieAsFarApartAsTheirPositionsSay) {
  struct Row {
    const char* what;
    std::vector<double> heights;
    std::optional<double> thicknessMm, declaredMm;
    std::vector<int> slices;
    double distanceMm;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"thinner than their distance", {0.0, 1.2, 2.4}, 0.6, {}, {0, 1, 2}, 1.2},
           {"thicker than their distance", {0.0, 0.6, 1.2}, 1.2, {}, {0, 1, 2}, 0.6},
           {"frames without labels left out", {0.0, 1.2, 6.0}, 0.6, {}, {0, 1, 5}, 1.2},
           {"so many that only the thickness fits", {0.0, 2.0, 5.0}, 1.0, {}, {0, 2, 5}, 1.0},
           {"what is declared", {0.0, 1.2, 2.4}, 1.2, 0.6, {0, 2, 4}, 0.6},
           {"declared wrongly", {0.0, 1.2, 2.4}, 0.6, 5.0, {0, 1, 2}, 1.2},
           {"a single slice", {3.0}, 0.6, {}, {0}, 0.6},
           {"a slice of two segments", {3.0, 3.0}, 0.6, {}, {0, 0}, 0.6},
       }) {
    SCOPED_TRACE(row.what);
    const PlacedFrames placed = placeFrames(framesAt(row.heights, row.thicknessMm), row.declaredMm);
    EXPECT_EQ(placed.sliceOfFrame, row.slices);
    EXPECT_EQ(placed.geometry.size[2], row.slices.back() + 1);
    EXPECT_NEAR(placed.geometry.spacing().z, row.distanceMm, 1e-9);
  }
  EXPECT_THROW(placeFrames(framesAt({0.0, 1.0, 2.4}, 0.6), {}), LoadError);
  EXPECT_THROW(placeFrames(framesAt({3.0}, {}), {}), LoadError);
}

/// A segmentation that we wrote, to be changed: 12 x 10 x 6, a slice of 120 pixels fills 15 bytes.
class DicomSegChanged : public testing::Test {
 protected:
  DicomSegChanged()
      : labels_(markedLabels(axisAlignedGeometry({12, 10, 6}, {0.7, 0.6, 0.8}, {-31.25, 17.5, 203.75}), 8)) {
    saveLabels(file(), labels_, nullptr, Progress());
  }
  fs::path file() const { return folder_.path() / "seg.dcm"; }
  void change(const std::function<void(DcmDataset&)>& how) { edit(file(), how); }
  AnatomyLabels read() const { return loadLabels(file(), std::nullopt, Progress()); }
  std::string refused() const {
    try {
      read();
    } catch (const LoadError& error) {
      return error.what();
    }
    return {};
  }
  static DcmItem& item(DcmItem& parent, const DcmTagKey& tag, long index) {
    DcmItem* found = nullptr;
    if (parent.findAndGetSequenceItem(tag, found, index).bad()) throw std::logic_error("no such item");
    return *found;
  }
  static void setPosition(DcmDataset& set, long frame, const char* position) {
    item(item(set, DCM_PerFrameFunctionalGroupsSequence, frame), DCM_PlanePositionSequence, 0)
        .putAndInsertString(DCM_ImagePositionPatient, position);
  }
  static const Finding* find(const AnatomyLabels& anatomy, const std::string& id) {
    for (const Finding& finding : anatomy.findings)
      if (finding.id == id) return &finding;
    return nullptr;
  }

  TemporaryFolder folder_;
  LabelMap labels_;
};

TEST_F(DicomSegChanged, FramesMayComeInAnyOrder) {
  change([](DcmDataset& set) {
    constexpr std::size_t kBytes = 15;
    DcmSequenceOfItems* groups = nullptr;
    set.findAndGetSequence(DCM_PerFrameFunctionalGroupsSequence, groups);
    const Uint8* bits = nullptr;
    unsigned long count = 0;
    set.findAndGetUint8Array(DCM_PixelData, bits, &count);
    const std::size_t frames = groups->card();
    std::vector<Uint8> turned(count);
    for (std::size_t n = 0; n < frames; ++n)
      std::copy_n(bits + n * kBytes, kBytes, turned.begin() + static_cast<long>((frames - 1 - n) * kBytes));
    for (unsigned long n = 0; n < frames; ++n)
      groups->insert(groups->remove(frames - 1), n == 0 ? 0 : n - 1, n == 0);
    set.putAndInsertUint8Array(DCM_PixelData, turned.data(), turned.size());
  });
  EXPECT_EQ(differingVoxels(read().labels, labels_), 0U);
}

TEST_F(DicomSegChanged, FramesOffTheGridAreRefused) {
  change([](DcmDataset& set) { setPosition(set, 2, "-31.25\\17.5\\205.6"); });
  EXPECT_EQ(refused(), "seg.dcm: its frames are not evenly spaced.");
  change([](DcmDataset& set) { setPosition(set, 2, "-31.22\\17.5\\205.35"); });
  EXPECT_EQ(refused(), "seg.dcm: frame 3 lies 0.030 mm off the grid of the others.");
  change([](DcmDataset& set) { setPosition(set, 2, ""); });
  EXPECT_EQ(refused(), "seg.dcm: frame 3 does not say where it lies in the patient.");
}

TEST_F(DicomSegChanged, TurnedFramesAreRefused) {
  change([](DcmDataset& set) {
    item(item(set, DCM_SharedFunctionalGroupsSequence, 0), DCM_PlaneOrientationSequence, 0)
        .putAndInsertString(DCM_ImageOrientationPatient, "1\\0\\0\\0\\0.96\\0.28");
  });
  EXPECT_NE(refused().find("mm off the grid"), std::string::npos) << refused();
}

TEST_F(DicomSegChanged, WhatOverlapsIsJoinedByRankWithAFinding) {
  change([](DcmDataset& set) {  // every frame of the left ventricle becomes one of the annulus
    for (long n = 0; n < 48; ++n) {
      DcmItem& frame =
          item(item(set, DCM_PerFrameFunctionalGroupsSequence, n), DCM_SegmentIdentificationSequence, 0);
      Uint16 number = 0;
      frame.findAndGetUint16(DCM_ReferencedSegmentNumber, number);
      if (number == 2) frame.putAndInsertUint16(DCM_ReferencedSegmentNumber, 5);
    }
    Uint8 all[120];
    std::fill(std::begin(all), std::end(all), Uint8{0xff});
    const Uint8* bits = nullptr;
    unsigned long count = 0;
    set.findAndGetUint8Array(DCM_PixelData, bits, &count);
    std::vector<Uint8> changed(bits, bits + count);
    std::copy_n(all, 15, changed.begin());  // the first frame of the aorta covers its slice
    set.putAndInsertUint8Array(DCM_PixelData, changed.data(), changed.size());
  });
  const AnatomyLabels joined = read();
  ASSERT_NE(find(joined, "labels.segments_overlap"), nullptr);
  for (std::size_t at = 0; at < 120; ++at) {
    const std::uint8_t was = labels_.slice(0)[at], is = joined.labels.slice(0)[at];
    EXPECT_EQ(is, was == 2 ? 5 : was == 0 || was == 8 ? 1 : was) << at;
  }
}

TEST_F(DicomSegChanged, SegmentsOfOtherStructuresAreSaidAndNotNamed) {
  change([](DcmDataset& set) {
    DcmItem& segment = item(set, DCM_SegmentSequence, 0);
    segment.putAndInsertString(DCM_SegmentLabel, "Aorta of Mr Canary");
    item(segment, DCM_SegmentedPropertyTypeCodeSequence, 0).putAndInsertString(DCM_CodeValue, "10200004");
  });
  const AnatomyLabels anatomy = read();
  const Finding* finding = find(anatomy, "labels.unknown_segments");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->message, "1 segments are of other structures and were not used: 1 (SCT 10200004).");
  EXPECT_EQ(labelCounts(anatomy.labels)[1], 0U);
}

TEST_F(DicomSegChanged, ContradictionsAreRefused) {
  const std::string whole = bytesOf(file());
  const auto refusedAfter = [&](const std::function<void(DcmDataset&)>& how) {
    putBytes(file(), whole);
    change(how);
    return refused();
  };
  EXPECT_EQ(refusedAfter([](DcmDataset& set) {
              item(item(set, DCM_PerFrameFunctionalGroupsSequence, 0), DCM_SegmentIdentificationSequence, 0)
                  .putAndInsertUint16(DCM_ReferencedSegmentNumber, 77);
            }),
            "seg.dcm: frame 1 is of no segment that is described.");
  EXPECT_EQ(refusedAfter([](DcmDataset& set) { set.putAndInsertUint16(DCM_Columns, 13); }),
            "seg.dcm: it holds fewer pixels than its header says: it is truncated.");
  EXPECT_EQ(refusedAfter([](DcmDataset& set) { set.putAndInsertUint16(DCM_Columns, 11); }),
            "seg.dcm: it holds more pixels than its header says.");
  EXPECT_EQ(refusedAfter([](DcmDataset& set) { set.putAndInsertString(DCM_NumberOfFrames, "47"); }),
            "seg.dcm: describes another number of frames than it holds.");
  EXPECT_EQ(refusedAfter([](DcmDataset& set) { set.putAndInsertUint32(DCM_TotalPixelMatrixColumns, 12); }),
            "seg.dcm: it is tiled, as segmentations of slides are.");
  EXPECT_EQ(refusedAfter([](DcmDataset& set) { set.putAndInsertString(DCM_SegmentationType, "SURFACE"); }),
            "seg.dcm: its SegmentationType is none that can be read.");
  EXPECT_EQ(refusedAfter([](DcmDataset& set) {
              item(set, DCM_SegmentSequence, 1).putAndInsertUint16(DCM_SegmentNumber, 1);
            }),
            "seg.dcm: it numbers its segments wrongly.");
}

TEST_F(DicomSegChanged, AFolderWithOneSegmentationStandsForIt) {
  EXPECT_EQ(differingVoxels(loadLabels(folder_.path(), std::nullopt, Progress()).labels, labels_), 0U);
  fs::copy(file(), folder_.path() / "second");
  try {
    loadLabels(folder_.path(), std::nullopt, Progress());
    FAIL() << "two segmentations";
  } catch (const LoadError& error) {
    EXPECT_NE(std::string(error.what()).find("name the one to use"), std::string::npos) << error.what();
  }
}

TEST_F(DicomSegChanged, ItsCodesAreItsScheme) {
  const AnatomyLabels anatomy = loadLabels(file(), "totalsegmentator-v2", Progress());
  EXPECT_EQ(differingVoxels(anatomy.labels, labels_), 0U);
  EXPECT_NE(find(anatomy, "labels.scheme_not_used"), nullptr);
}

/// Reliability S1: damaged segmentations end in an answer or a refusal.
TEST_F(DicomSegChanged, MutantsEndInAnAnswerOrARefusal) {
  std::vector<std::string> seeds{bytesOf(file())};
  for (const char* name :
       {"highdicom/seg_image_ct_binary_overlap.dcm", "highdicom/seg_image_ct_binary_fractional.dcm",
        "dcmqi/segmentations/sparse-labelmap-ppv5.dcm"})
    if (fs::exists(shared() / name)) seeds.push_back(bytesOf(shared() / name));
  const ChildEnd end = inChild([&] {
    std::mt19937 random(4711);
    int refusals = 0, answers = 0;
    for (int round = 0; round < 2000; ++round) {
      std::string mutant = seeds[static_cast<std::size_t>(round) % seeds.size()];
      for (int n = 0; n < 1 + round % 5; ++n)
        mutant[132 + random() % (mutant.size() - 132)] = static_cast<char>(random());
      if (round % 13 == 0) mutant.resize(random() % mutant.size());
      putBytes(file(), mutant);
      try {
        placesIn(file());
        ++answers;
        read();
      } catch (const LoadError&) {
        ++refusals;
      }
    }
    return refusals > 300 && answers > 300 ? 0 : 1;
  });
  EXPECT_EQ(end.status, 0);
  EXPECT_LT(end.peakKilobytes, 300 * 1024);
}

TEST(DicomSegFile, APipeIsNotWaitedFor) {
  const TemporaryFolder folder;
  const fs::path pipe = folder.path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(isDicomSegmentation(pipe));
  EXPECT_THROW(loadLabels(pipe, std::nullopt, Progress()), LoadError);
}

TEST(SegmentCodes, ATypeIsKnownByCodeAndElseByName) {
  const auto label = [](const char* scheme, const char* value, const char* name,
                        std::vector<CodedConcept> modifiers = {}) {
    return static_cast<int>(tavrLabelOf({1, name, {scheme, value, ""}, std::move(modifiers)}).value_or(0));
  };
  const CodedConcept left{"SCT", "7771000", ""}, right{"SRT", "G-A100", ""};
  EXPECT_EQ(label("SCT", "15825003", "segment 1"), 1);
  EXPECT_EQ(label("SRT", "T-42000", ""), 1);
  EXPECT_EQ(label("SNM3", "T-32600", ""), 2);
  EXPECT_EQ(label("SCT", "8128003", ""), 3);
  EXPECT_EQ(label("SCT", "34202007", ""), 4);
  EXPECT_EQ(label("SCT", "77583004", ""), 5);
  EXPECT_EQ(label("SCT", "73634005", "", {left}), 6);
  EXPECT_EQ(label("SCT", "10293006", "", {right}), 7);
  EXPECT_EQ(label("SCT", "10293006", "right common iliac artery"), 7);
  EXPECT_EQ(label("SCT", "10293006", "right iliac artery", {left}), 6) << "the code says more than a name";
  EXPECT_EQ(label("SCT", "10293006", "iliac artery"), 0) << "of no known side";
  EXPECT_EQ(label("SCT", "10293006", "from left to right"), 0);
  EXPECT_EQ(label("SCT", "85756007", "Left iliac artery"), 6);
  EXPECT_EQ(label("", "", "heart_ventricle_left"), 2);
  EXPECT_EQ(label("99ABC", "7", "aortic root"), 3);
  EXPECT_EQ(label("SCT", "91134007", "Valve"), 0) << "the mitral valve";
  EXPECT_EQ(label("SCT", "10200004", "aorta"), 0);
}

}  // namespace
}  // namespace valvista::planning
