// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_writer.h"

#include "planning/core/error.h"
#include "planning/io/load_study.h"
#include "tests/io/dicom_test_series.h"

#include <array>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

/// The grid with index axes in another order and direction; same world extent is not needed.
ImageGeometry reordered(const std::array<int, 3>& axes, const std::array<int, 3>& signs, const Mat3& tilt) {
  const Vec3 spacing{0.4, 0.7123456789, 1.1};
  ImageGeometry geometry{{9, 8, 5}, {}};
  for (int a = 0; a < 3; ++a) {
    Vec3 axis;
    axis[axes[static_cast<std::size_t>(a)]] = signs[static_cast<std::size_t>(a)];
    geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(a)] = tilt * axis * spacing[a];
  }
  geometry.lpsFromIjk.offset = {-123.456789, 87.000001, 1043.3333333};
  return geometry;
}

/// HU at the voxel of `volume` whose centre is nearest to a world point, and how far that centre is.
std::pair<int, double> nearest(const Volume& volume, const Vec3& lps) {
  const Vec3 p = volume.geometry().ijkFromLps()(lps);
  const Index3 ijk{static_cast<int>(std::lround(p.x)), static_cast<int>(std::lround(p.y)),
                   static_cast<int>(std::lround(p.z))};
  if (!volume.geometry().contains(ijk)) return {0, 1e9};
  return {volume.at(ijk), distance(volume.geometry().lps(ijk), lps)};
}

void expectSameWorld(const Volume& written, const Volume& read, const std::string& what) {
  ASSERT_EQ(read.hu().size(), written.hu().size()) << what;
  double worst = 0.0;
  for (int k = 0; k < written.geometry().size[2]; ++k) {
    for (int j = 0; j < written.geometry().size[1]; ++j) {
      for (int i = 0; i < written.geometry().size[0]; ++i) {
        const auto [hu, error] = nearest(read, written.geometry().lps({i, j, k}));
        ASSERT_EQ(hu, written.at({i, j, k})) << what;
        worst = std::max(worst, error);
      }
    }
  }
  EXPECT_LE(worst, 0.001) << what;
}

TEST(DicomWriter, roundTripKeepsWorldAndHuForEveryStorageOrder) {
  const Mat3 oblique = rotation(normalized(Vec3{1, 2, -1}), 0.3);
  int tested = 0;
  for (const std::array<int, 3>& axes :
       std::vector<std::array<int, 3>>{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
    for (int signs = 0; signs < 8; ++signs) {
      const std::array<int, 3> directions{(signs & 1) != 0 ? -1 : 1, (signs & 2) != 0 ? -1 : 1,
                                          (signs & 4) != 0 ? -1 : 1};
      const Volume written = markedVolume(reordered(axes, directions, ++tested % 2 == 0 ? oblique : Mat3{}));
      const TemporaryFolder folder;
      writeDicomSeries(written, {}, folder.path());
      const Study read = loadStudy(folder.path(), Progress());
      expectSameWorld(written, read.volume, orientationCode(written.geometry()));
    }
  }
  EXPECT_EQ(tested, 48);
}

TEST(DicomWriter, writesWhoAndWhatAndPadding) {
  const Volume plain = smallVolume();
  std::vector<std::int16_t> hu(plain.hu().begin(), plain.hu().end());
  hu.at(5) = kPaddingHu;
  const Volume volume(plain.geometry(), hu);
  const TemporaryFolder folder;
  SeriesDescription texts;
  texts.patientName = "Šimánek^Žofie=山田^花子";
  texts.cardiacPhasePercent = 40.0;
  writeDicomSeries(volume, texts, folder.path());
  const Study read = loadStudy(folder.path(), Progress());
  EXPECT_EQ(read.patient.name, texts.patientName);
  EXPECT_EQ(read.facts.cardiacPhasePercent, 40.0);
  EXPECT_EQ(read.facts.modality, "CT");
  EXPECT_EQ(read.facts.seriesUid.rfind("2.25.", 0), 0u);
  EXPECT_LE(read.facts.seriesUid.size(), 64u);
  EXPECT_EQ(read.volume.at({5, 0, 0}), kPaddingHu);
  EXPECT_EQ(read.sha256.size(), 64u);
}

TEST(DicomWriter, isDeterministicWithAZeroPreamble) {
  const TemporaryFolder a, b;
  writeDicomSeries(smallVolume(), {}, a.path());
  writeDicomSeries(smallVolume(), {}, b.path());
  for (int number = 1; number <= 6; ++number) {
    const auto bytes = [&](const fs::path& folder) {
      std::string content(fs::file_size(slicePath(folder, number)), '\0');
      std::ifstream stream(slicePath(folder, number), std::ios::binary);
      stream.read(content.data(), static_cast<std::streamsize>(content.size()));
      return content;
    };
    EXPECT_EQ(bytes(a.path()), bytes(b.path()));
    EXPECT_EQ(bytes(a.path()).substr(0, 132), std::string(128, '\0') + "DICM");
    EXPECT_EQ(fs::status(slicePath(a.path(), number)).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
  }
}

TEST(DicomWriter, refusesToLeaveAMixOfTwoSeries) {
  const TemporaryFolder folder;
  writeDicomSeries(smallVolume(6), {}, folder.path());
  EXPECT_NO_THROW(writeDicomSeries(smallVolume(6), {}, folder.path()));
  EXPECT_THROW(writeDicomSeries(smallVolume(5), {}, folder.path()), SaveError);
}

TEST(DicomWriter, saysWhenAFolderCannotBeWritten) {
  EXPECT_THROW(writeDicomSeries(smallVolume(), {}, "/proc/valvista"), SaveError);
}

}  // namespace
}  // namespace valvista::planning
