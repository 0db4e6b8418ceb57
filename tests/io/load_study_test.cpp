// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/load_study.h"

#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/sha256.h"
#include "tests/core/unprivileged.h"
#include "tests/io/dicom_test_series.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

TEST(LoadStudy, aNiftiFileAndADicomSeriesOfOneCtAreTheSame) {
  const TemporaryFolder folder;
  const Volume volume = smallVolume(4);
  writeDicomSeries(volume, {}, folder.path() / "series");
  writeNifti(folder.path() / "ct.nii.gz", volume);
  const Study dicom = loadStudy(folder.path() / "series", Progress());
  const Study nifti = loadStudy(folder.path() / "ct.nii.gz", Progress());
  // NIfTI turns LPS into RAS and keeps single precision.
  EXPECT_LT(cornerMismatch(dicom.volume.geometry(), nifti.volume.geometry()), 1e-4);
  EXPECT_TRUE(std::ranges::equal(dicom.volume.hu(), nifti.volume.hu()));
  EXPECT_EQ(dicom.sha256, nifti.sha256);
  EXPECT_EQ(dicom.sha256, sha256Hex(dicom.volume));
  EXPECT_EQ(nifti.sha256, sha256Hex(nifti.volume));
  const std::vector<InspectedSeries> seen = inspectPath(folder.path() / "ct.nii.gz", Progress());
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_TRUE(seen[0].usable);
  EXPECT_EQ(seen[0].minimumHu, markedHu(0, 9, 0));
}

TEST(LoadStudy, aFolderThatMayNotBeReadIsNotTakenForAnEmptyOne) {
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::all);
  fs::create_directory(folder.path() / "closed");
  writeDicomSeries(smallVolume(2), {}, folder.path() / "closed/series");
  fs::permissions(folder.path() / "closed", fs::perms::none);
  const auto reasonFor = [&](const char* name) -> std::string {
    const Unprivileged user;
    try {
      inspectPath(folder.path() / name, Progress());
    } catch (const LoadError& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_NE(reasonFor("closed").find("cannot be read"), std::string::npos) << reasonFor("closed");
  EXPECT_NE(reasonFor("closed/series").find("cannot be read"), std::string::npos) << "not: does not exist";
  fs::permissions(folder.path() / "closed", fs::perms::all);
}

TEST(LoadStudy, prefersThinSlicesThenCoverage) {
  const TemporaryFolder folder;
  const auto write = [&](const char* name, int slices, double distance) {
    SeriesDescription texts;
    texts.seriesSeed = texts.seriesDescription = name;
    writeDicomSeries(markedVolume(axisAlignedGeometry({8, 8, slices}, {1, 1, distance})), texts,
                     folder.path() / name);
  };
  write("thick", 9, 3.0);
  write("thin", 5, 0.6);
  write("short", 3, 0.6);
  const Study study = loadStudy(folder.path(), Progress());
  EXPECT_EQ(study.facts.seriesDescription, "thin");
  const auto chosen = std::find_if(study.findings.begin(), study.findings.end(), [](const Finding& finding) {
    return finding.id == "dicom.series_chosen";
  });
  ASSERT_NE(chosen, study.findings.end());
  EXPECT_NE(chosen->message.find("Of 3 usable"), std::string::npos) << chosen->message;
}

TEST(LoadStudy, refusesWhatIsNotThere) {
  EXPECT_THROW(loadStudy("/nowhere/at/all", Progress()), LoadError);
  EXPECT_THROW(inspectPath("/nowhere/at/all", Progress()), LoadError);
  const TemporaryFolder empty;
  EXPECT_THROW(loadStudy(empty.path(), Progress()), LoadError);
  const std::vector<InspectedSeries> nothing = inspectPath(empty.path(), Progress());
  ASSERT_EQ(nothing.size(), 1u);
  EXPECT_FALSE(nothing[0].usable);
  ASSERT_EQ(nothing[0].findings.size(), 1u);
  EXPECT_EQ(nothing[0].findings[0].id, "folder.no_images");
  EXPECT_THROW(loadStudy("/dev/zero", Progress()), LoadError);
}

TEST(LoadStudy, aDicomdirStandsForItsFolder) {
  const TemporaryFolder folder;
  writeDicomSeries(smallVolume(3), {}, folder.path());
  edit(
      slicePath(folder.path(), 1),
      [](DcmDataset& set) { put(set, DCM_SOPClassUID, UID_MediaStorageDirectoryStorage); },
      folder.path() / "DICOMDIR");
  EXPECT_EQ(loadStudy(folder.path() / "DICOMDIR", Progress()).volume.geometry().size[2], 3);
}

TEST(LoadStudy, messagesHoldNoFolderAndNoPatient) {
  const TemporaryFolder folder;
  SeriesDescription texts;
  texts.patientName = "Secret^Name";
  texts.patientId = "SECRET-ID";
  writeDicomSeries(smallVolume(5), texts, folder.path());
  fs::remove(slicePath(folder.path(), 3));
  try {
    loadStudy(folder.path(), Progress());
    FAIL();
  } catch (const LoadError& error) {
    const std::string text = std::string(error.what()) + error.detail();
    EXPECT_EQ(text.find("ecret"), std::string::npos);
    EXPECT_EQ(text.find("SECRET"), std::string::npos);
    EXPECT_EQ(text.find(folder.path().string()), std::string::npos);
  }
}

TEST(LoadStudy, reportsProgressFromNoughtToOne) {
  const TemporaryFolder folder;
  writeDicomSeries(smallVolume(5), {}, folder.path());
  std::vector<double> fractions;
  const Progress progress([&](double fraction, std::string_view) { fractions.push_back(fraction); });
  loadStudy(folder.path(), progress);
  EXPECT_GE(fractions.size(), 10u);
  EXPECT_TRUE(std::is_sorted(fractions.begin(), fractions.end()));
  EXPECT_GE(fractions.front(), 0.0);
  EXPECT_LE(fractions.back(), 1.0);
}

TEST(LoadStudy, textsOfOtherCharacterSetsBecomeUtf8) {
  const TemporaryFolder folder;
  writeDicomSeries(smallVolume(2), {}, folder.path());
  const auto nameAs = [&](const char* characterSet, const std::string& bytes) {
    for (int number = 1; number <= 2; ++number) {
      edit(slicePath(folder.path(), number), [&](DcmDataset& set) {
        put(set, DCM_SpecificCharacterSet, characterSet);
        set.putAndInsertString(DCM_PatientName, bytes.c_str());
      });
    }
    return loadStudy(folder.path(), Progress()).patient.name;
  };
  EXPECT_EQ(nameAs("ISO_IR 100", "M\xfcller^J\xf6rg"), "Müller^Jörg");
  EXPECT_EQ(nameAs("ISO_IR 144", "\xbb\xee\xda\xd5\xdc\xd1\xe3\xe0\xd3"), "Люкембург");
  EXPECT_EQ(nameAs("GB18030", "Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab"), "Wang^XiaoDong=王^小东");
  EXPECT_EQ(nameAs("ISO 2022 IR 6\\ISO 2022 IR 87", "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B"),
            "Yamada^Tarou=山田^太郎");
}

}  // namespace
}  // namespace valvista::planning
