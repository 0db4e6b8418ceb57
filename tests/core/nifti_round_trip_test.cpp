// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/nifti_file.h"
#include "tests/core/temporary_folder.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <string>

namespace valvista {
namespace {

constexpr double kExactMm = 1e-4;

Volume exampleVolume(const ImageGeometry& geometry) {
  std::vector<std::int16_t> hu(geometry.voxelCount());
  for (std::size_t n = 0; n < hu.size(); ++n)
    hu[n] = static_cast<std::int16_t>(static_cast<int>(n * 7919 % 65536) - 32768);
  return {geometry, std::move(hu)};
}

ImageGeometry oblique(const Index3& size) {
  const Mat3 turn = rotation(normalized({0.3, -0.5, 0.8}), 0.7);
  ImageGeometry geometry{size, {turn, {-213.37, 118.123, -1204.5}}};
  const Vec3 spacing{0.4, 0.55, 1.25};
  for (int axis = 0; axis < 3; ++axis)
    geometry.lpsFromIjk.linear.column[axis] = turn.column[axis] * spacing[axis];
  return geometry;
}

void expectSame(const Volume& volume, const NiftiImage& image) {
  EXPECT_LE(cornerMismatch(volume.geometry(), image.geometry), kExactMm);
  ASSERT_EQ(image.integers.size(), volume.hu().size());
  EXPECT_TRUE(std::equal(volume.hu().begin(), volume.hu().end(), image.integers.begin()));
  EXPECT_TRUE(image.notices.empty()) << image.notices.front();
}

TEST(NiftiRoundTrip, KeepsEveryVoxelOfAnObliqueVolume) {
  const TemporaryFolder folder;
  const Volume volume = exampleVolume(oblique({31, 40, 23}));
  for (const char* name : {"ct.nii", "ct.nii.gz"}) {
    writeNifti(folder / name, volume);
    expectSame(volume, readNifti(folder / name));
  }
}

TEST(NiftiRoundTrip, KeepsLabelsAtTheBorder) {
  const TemporaryFolder folder;
  LabelMap labels(oblique({9, 8, 7}));
  labels.set({0, 0, 0}, 1);
  labels.set({8, 7, 6}, 255);
  labels.set({8, 0, 3}, 128);
  writeNifti(folder / "labels.nii.gz", labels);
  const NiftiImage image = readNifti(folder / "labels.nii.gz");
  EXPECT_LE(cornerMismatch(labels.geometry(), image.geometry), kExactMm);
  std::size_t at = 0;
  for (int k = 0; k < 7; ++k)
    for (int j = 0; j < 8; ++j)
      for (int i = 0; i < 9; ++i, ++at) ASSERT_EQ(image.integers.at(at), labels.at({i, j, k}));
}

TEST(NiftiRoundTrip, UsesNifti2ForLongAxes) {
  const TemporaryFolder folder;
  const Volume volume = exampleVolume(axisAlignedGeometry({2, 33000, 2}, {0.5, 0.5, 0.5}));
  writeNifti(folder / "long.nii", volume);
  EXPECT_EQ(bytesOf(folder / "long.nii").substr(4, 3), "n+2");
  expectSame(volume, readNifti(folder / "long.nii"));
}

TEST(NiftiRoundTrip, WritesTheSameBytesAgain) {
  const TemporaryFolder folder;
  const Volume volume = exampleVolume(oblique({20, 20, 20}));
  writeNifti(folder / "a.nii.gz", volume);
  writeNifti(folder / "b.nii.gz", volume);
  const std::string bytes = bytesOf(folder / "a.nii.gz");
  EXPECT_EQ(bytes, bytesOf(folder / "b.nii.gz"));
  EXPECT_EQ(bytes.substr(4, 4), std::string(4, '\0')) << "time in the gzip header";
}

/// Reliability G1: beads toward the patient's left, back and head keep their world position through every
/// order and direction of the axes.
TEST(NiftiRoundTrip, KeepsBeadsInAll48AxisOrders) {
  const TemporaryFolder folder;
  const Vec3 spacing{0.5, 0.75, 1.25};
  std::array<int, 3> order{0, 1, 2};
  int cases = 0;
  do {
    for (int signs = 0; signs < 8; ++signs, ++cases) {
      ImageGeometry geometry{{7, 8, 9}, {{}, {10, -20, 30}}};
      for (int axis = 0; axis < 3; ++axis) {
        Vec3 column;
        column[order[static_cast<std::size_t>(axis)]] = (signs >> axis & 1 ? -1.0 : 1.0) * spacing[axis];
        geometry.lpsFromIjk.linear.column[static_cast<std::size_t>(axis)] = column;
      }
      LabelMap beads(geometry);
      const std::array<Index3, 3> places{Index3{6, 1, 2}, Index3{1, 7, 3}, Index3{2, 3, 8}};
      for (std::size_t n = 0; n < 3; ++n) beads.set(places[n], static_cast<std::uint8_t>(n + 1));
      writeNifti(folder / "beads.nii", beads);
      const NiftiImage image = readNifti(folder / "beads.nii");
      EXPECT_EQ(orientationCode(image.geometry), orientationCode(geometry));
      for (std::size_t n = 0; n < 3; ++n) {
        const auto found = std::find(image.integers.begin(), image.integers.end(), static_cast<int>(n + 1));
        ASSERT_NE(found, image.integers.end());
        const int at = static_cast<int>(found - image.integers.begin());
        const Index3 ijk{at % 7, at / 7 % 8, at / 56};
        EXPECT_LE(distance(image.geometry.lps(ijk), geometry.lps(places[n])), kExactMm);
      }
    }
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(cases, 48);
}

}  // namespace
}  // namespace valvista
