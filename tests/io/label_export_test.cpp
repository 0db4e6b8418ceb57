// SPDX-License-Identifier: GPL-3.0-or-later
// Issue 6 f: label maps out and in again, 0 voxels changed.
#include "planning/io/label_export.h"

#include "planning/core/error.h"
#include "planning/io/dicom_seg_reader.h"
#include "planning/io/label_image.h"
#include "planning/io/label_schemes.h"
#include "planning/io/load_study.h"
#include "tests/core/child_process.h"
#include "tests/core/temporary_folder.h"
#include "tests/io/dicom_test_series.h"
#include "tests/io/label_grids.h"

#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

constexpr int kTavrLabels = 8;

/// The file's own values on its own grid.
LabelMap plainLabels(const fs::path& file) {
  LabelImage image = readLabelImage(file, Progress());
  for (int k = 0; k < image.codes.geometry().size[2]; ++k)
    for (std::uint8_t& voxel : image.codes.mutableSlice(k))
      voxel = static_cast<std::uint8_t>(image.values.at(voxel));
  return image.codes;
}

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

const Finding* find(const Findings& findings, const std::string& id) {
  const auto at = std::find_if(findings.begin(), findings.end(), [&](const auto& f) { return f.id == id; });
  return at == findings.end() ? nullptr : &*at;
}

/// NRRD holds every digit. NIfTI-1 holds floats: half a unit in the last place of 1043 mm is 6e-5 mm.
TEST(LabelExport, NiftiAndNrrdKeepEveryVoxelInEveryStorageOrder) {
  const TemporaryFolder folder;
  int tested = 0;
  for (const ImageGeometry& grid : allGrids())
    for (const auto& [name, mostMm] : {std::pair("a.nii", 1.2e-4), {"a.nii.gz", 1.2e-4}, {"a.nrrd", 1e-9}}) {
      const LabelMap labels = markedLabels(grid, 255);
      EXPECT_TRUE(saveLabels(folder.path() / name, labels, nullptr, Progress()).empty());
      const LabelMap read = plainLabels(folder.path() / name);
      EXPECT_EQ(differingVoxels(read, labels), 0U) << name << " " << orientationCode(grid);
      EXPECT_LE(cornerMismatch(read.geometry(), grid), mostMm) << name << " " << orientationCode(grid);
      ++tested;
    }
  EXPECT_EQ(tested, 144);
}

/// A segmentation is read along row x column direction, so left-handed grids come back with k turned round.
TEST(LabelExport, DicomKeepsEveryVoxelInEveryStorageOrder) {
  const TemporaryFolder folder;
  for (const ImageGeometry& grid : allGrids())
    for (const std::vector<int>& empty : {std::vector<int>{}, {0, 2, 4}}) {
      const LabelMap labels = markedLabels(grid, kTavrLabels, empty);
      saveLabels(folder.path() / "a.dcm", labels, nullptr, Progress());
      const AnatomyLabels read = loadLabels(folder.path() / "a.dcm", std::nullopt, Progress());
      EXPECT_EQ(read.scheme, "tavr");
      LabelMap turned = matchGrid(read.labels, grid);
      EXPECT_EQ(differingVoxels(turned, labels), 0U) << orientationCode(grid);
      double worst = 0.0;
      const ImageGeometry& own = read.labels.geometry();
      const bool reversed = distance(own.lps({0, 0, 0}), grid.lps({0, 0, 0})) > 1.0;
      for (const Index3 ijk : {Index3{0, 0, 0}, {8, 0, 0}, {0, 6, 0}, {8, 6, 4}})
        worst = std::max(worst,
                         distance(own.lps(ijk), grid.lps({ijk[0], ijk[1], reversed ? 4 - ijk[2] : ijk[2]})));
      EXPECT_LE(worst, 1e-6) << orientationCode(grid);
    }
}

TEST(LabelExport, ADicomSegmentationNamesTheImagesOfItsCt) {
  const TemporaryFolder folder;
  SeriesDescription texts;
  texts.patientName = "Šimánek^Žofie";
  writeDicomSeries(smallVolume(), texts, folder.path() / "ct");
  const Study study = loadStudy(folder.path() / "ct", Progress());
  ASSERT_EQ(study.sources.size(), 6U);
  const LabelMap labels = markedLabels(study.volume.geometry(), kTavrLabels, {1, 3});
  EXPECT_TRUE(saveLabels(folder.path() / "a.dcm", labels, &study, Progress()).empty());
  DcmFileFormat file;
  ASSERT_TRUE(file.loadFile(OFFilename((folder.path() / "a.dcm").c_str())).good());
  DcmDataset& set = *file.getDataset();
  const auto text = [&](const DcmTagKey& tag, bool inside = false) {
    OFString value;
    set.findAndGetOFStringArray(tag, value, inside);
    return std::string(value.c_str());
  };
  EXPECT_EQ(text(DCM_StudyInstanceUID), study.facts.studyUid);
  EXPECT_EQ(text(DCM_FrameOfReferenceUID), study.facts.frameOfReferenceUid);
  EXPECT_EQ(text(DCM_PatientName), texts.patientName);
  EXPECT_NE(text(DCM_SeriesInstanceUID), study.facts.seriesUid);
  DcmItem* series = nullptr;
  ASSERT_TRUE(set.findAndGetSequenceItem(DCM_ReferencedSeriesSequence, series).good());
  OFString uid;
  series->findAndGetOFString(DCM_SeriesInstanceUID, uid);
  EXPECT_EQ(uid.c_str(), study.facts.seriesUid);
  DcmSequenceOfItems* images = nullptr;
  ASSERT_TRUE(series->findAndGetSequence(DCM_ReferencedInstanceSequence, images).good());
  EXPECT_EQ(images->card(), 6U);
  DcmSequenceOfItems* frames = nullptr;
  ASSERT_TRUE(set.findAndGetSequence(DCM_PerFrameFunctionalGroupsSequence, frames).good());
  for (unsigned long n = 0; n < frames->card(); ++n) {
    OFString position, source;
    frames->getItem(n)->findAndGetOFStringArray(DCM_ImagePositionPatient, position, true);
    frames->getItem(n)->findAndGetOFString(DCM_ReferencedSOPInstanceUID, source, 0, true);
    const double z = std::stod(std::string(position.c_str()).substr(position.rfind('\\') + 1));
    const auto k = static_cast<std::size_t>(std::lround((z - 203.75) / 0.8));
    EXPECT_EQ(source.c_str(), study.sources.at(k).sopInstanceUid) << k;
  }
  const std::string bytes = bytesOf(folder.path() / "a.dcm");
  EXPECT_EQ(bytes.substr(0, 132), std::string(128, '\0') + "DICM");
}

TEST(LabelExport, WithoutADicomCtItSaysThatTheUidsAreNew) {
  const TemporaryFolder folder;
  const LabelMap labels = markedLabels(allGrids().front(), kTavrLabels);
  const Findings said = saveLabels(folder.path() / "a.dcm", labels, nullptr, Progress());
  EXPECT_NE(find(said, "labels.new_identity"), nullptr);
}

/// Frames that the writer leaves out are empty slices of the CT.
TEST(LabelExport, PartOfAStackFindsItsPlaceInTheCt) {
  const TemporaryFolder folder;
  ImageGeometry ct = allGrids().at(17), part = ct;
  part.size[2] = 2;
  part.lpsFromIjk.offset = ct.lps({0, 0, 2});
  const LabelMap labels = markedLabels(part, kTavrLabels);
  saveLabels(folder.path() / "a.dcm", labels, nullptr, Progress());
  AnatomyLabels read = loadLabels(folder.path() / "a.dcm", std::nullopt, Progress());
  EXPECT_THROW(matchGrid(read.labels, ct), LoadError) << "a NIfTI file that is cut is refused";
  Study study;
  study.volume = Volume(ct, std::vector<std::int16_t>(ct.voxelCount()));
  study.facts.frameOfReferenceUid = "2.25.1";
  matchStudy(read, study);
  EXPECT_NE(find(read.findings, "labels.frame_of_reference"), nullptr);
  for (int k = 0; k < 5; ++k)
    for (int at = 0; at < 63; ++at) {
      const std::uint8_t expected = k < 2 || k > 3 ? 0 : labels.slice(k - 2)[static_cast<std::size_t>(at)];
      ASSERT_EQ(read.labels.slice(k)[static_cast<std::size_t>(at)], expected) << k << " " << at;
    }
  ct.size[2] = 3;
  EXPECT_THROW(matchGrid(read.labels, ct, true), LoadError) << "it reaches beyond";
  ct = allGrids().at(17);
  ct.lpsFromIjk.offset.x += 0.01;
  EXPECT_THROW(matchGrid(read.labels, ct, true), LoadError) << "it lies between the voxels";
}

TEST(LabelExport, RefusesWhatItCannotWriteAndKeepsTheOldFile) {
  const TemporaryFolder folder;
  const LabelMap labels = markedLabels(allGrids().front(), 255);
  const auto refused = [&](const char* name, const LabelMap& map, const Study* study) {
    std::ofstream(folder.path() / name) << "old";
    std::string message;
    try {
      saveLabels(folder.path() / name, map, study, Progress());
    } catch (const SaveError& error) {
      message = error.what();
    }
    EXPECT_EQ(bytesOf(folder.path() / name), "old") << name;
    return message;
  };
  EXPECT_EQ(refused("a.dcm", labels, nullptr), "a.dcm was not written: DICOM has no code for label 9.");
  EXPECT_EQ(refused("b.dcm", LabelMap(allGrids().front()), nullptr),
            "b.dcm was not written: there are no labels to write.");
  EXPECT_EQ(refused("a.stl", labels, nullptr),
            "a.stl was not written: a label map is written as .nii, .nii.gz, .nrrd or .dcm.");
  Study study;
  study.volume = smallVolume();
  EXPECT_EQ(refused("a.nrrd", labels, &study),
            "a.nrrd was not written: the labels do not lie on the grid of the CT.");
  EXPECT_EQ(filesIn(folder.path()), 4U) << "no temporary file stays";
}

/// Reliability F3 and D4: ITK's writers and DCMTK's know only sometimes that a disk is full.
TEST(LabelExport, AFullDiskAndAProtectedFolderAreReportedAndTheOldFileStays) {
  const TemporaryFolder folder;
  const ImageGeometry grid = axisAlignedGeometry({64, 64, 40}, {0.5, 0.5, 0.6});
  const LabelMap labels = markedLabels(grid, kTavrLabels);
  for (const char* name : {"a.nii", "a.nii.gz", "a.nrrd", "a.dcm"}) {
    const fs::path file = folder.path() / name;
    std::ofstream(file) << "old";
    for (const rlim_t most : {rlim_t{10}, rlim_t{700}, rlim_t{20000}}) {
      const ChildEnd end = inChild([&] {
        const rlimit limit{most, most};
        setrlimit(RLIMIT_FSIZE, &limit);
        try {
          saveLabels(file, labels, nullptr, Progress());
        } catch (const SaveError& error) {
          return std::string(error.what()).starts_with(name) ? 0 : 2;
        }
        return 1;
      });
      EXPECT_EQ(end.status, 0) << name << " " << most;
      EXPECT_EQ(bytesOf(file), "old") << name;
    }
    EXPECT_THROW(saveLabels(fs::path("/proc/valvista") / name, labels, nullptr, Progress()), SaveError);
  }
  EXPECT_EQ(filesIn(folder.path()), 4U);
}

TEST(LabelExport, ACancelLeavesTheOldFile) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "a.nrrd") << "old";
  Progress progress;
  progress.cancel();
  EXPECT_THROW(saveLabels(folder.path() / "a.nrrd", markedLabels(allGrids().front(), 9), nullptr, progress),
               Cancelled);
  EXPECT_EQ(bytesOf(folder.path() / "a.nrrd"), "old");
}

/// What dciodvfy of dicom3tools says; the test needs the program.
TEST(LabelExport, DciodvfyFindsNoErrors) {
  if (std::system("command -v dciodvfy > /dev/null") != 0) GTEST_SKIP() << "dciodvfy is not installed";
  const TemporaryFolder folder;
  writeDicomSeries(smallVolume(), {}, folder.path() / "ct");
  const Study study = loadStudy(folder.path() / "ct", Progress());
  const LabelMap labels = markedLabels(study.volume.geometry(), kTavrLabels, {1});
  for (const Study* source : {&study, static_cast<const Study*>(nullptr)}) {
    saveLabels(folder.path() / "a.dcm", labels, source, Progress());
    const std::string out = (folder.path() / "said").string();
    std::system(("dciodvfy " + (folder.path() / "a.dcm").string() + " > " + out + " 2>&1").c_str());
    const std::string said = bytesOf(out);
    EXPECT_NE(said.find("Segmentation"), std::string::npos) << said;
    EXPECT_EQ(said.find("Error"), std::string::npos) << said;
  }
}

}  // namespace
}  // namespace valvista::planning
