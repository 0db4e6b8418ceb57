// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/nifti_source.h"
#include "tests/core/child_process.h"
#include "tests/core/temporary_folder.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <zlib.h>

namespace valvista {
namespace {

constexpr std::size_t kDim = 40, kDatatype = 70, kBitpix = 72, kPixdim = 76, kVoxOffset = 108, kSlope = 112,
                      kIntercept = 116, kUnits = 123, kQformCode = 252, kSformCode = 254, kQuaternB = 256,
                      kQoffsetX = 268, kSrowX = 280, kMagic = 344;

/// A good file of 4 x 3 x 2 int16 voxels, in which a test changes fields.
class NiftiBytesOf {
 public:
  NiftiBytesOf() {
    const TemporaryFolder folder;
    std::vector<std::int16_t> hu(24);
    for (std::size_t n = 0; n < hu.size(); ++n) hu[n] = static_cast<std::int16_t>(n * 50 - 500);
    writeNifti(folder / "x.nii",
               Volume(axisAlignedGeometry({4, 3, 2}, {0.5, 0.75, 1.25}, {10, -20, 30}), hu));
    bytes = bytesOf(folder / "x.nii");
  }
  template <class T>
  NiftiBytesOf& with(std::size_t offset, T value) {
    std::memcpy(bytes.data() + offset, &value, sizeof value);
    return *this;
  }
  std::string bytes;
};

NiftiImage read(const NiftiBytesOf& file) {
  const TemporaryFolder folder;
  putBytes(folder / "scan.nii", file.bytes);
  return readNifti(folder / "scan.nii");
}

std::string refusal(const std::filesystem::path& file) {
  try {
    readNifti(file);
  } catch (const LoadError& error) {
    const std::string message = error.what();
    EXPECT_EQ(message.substr(0, file.filename().string().size()), file.filename().string());
    EXPECT_EQ(message.find('/'), std::string::npos) << "no path in: " << message;
    return message;
  }
  return "accepted";
}

std::string refusal(const NiftiBytesOf& file) {
  const TemporaryFolder folder;
  putBytes(folder / "scan.nii", file.bytes);
  return refusal(folder / "scan.nii");
}

void gzip(const std::filesystem::path& file, const std::string& bytes) {
  gzFile out = gzopen(file.c_str(), "wb9");
  gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(out);
}

TEST(NiftiRefusal, NamesTheFieldThatIsWrong) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN(), kHuge = -1.7e38F;
  const auto changed = [](auto offset, auto value) { return refusal(NiftiBytesOf().with(offset, value)); };
  const auto expect = [](const std::string& message, const char* part) {
    EXPECT_NE(message.find(part), std::string::npos) << part << " / " << message;
  };
  expect(changed(0, std::int32_t{349}), "not a NIfTI file");
  expect(changed(kMagic, std::int32_t{0}), "Analyze");
  expect(changed(kDim, std::int16_t{0}), "dimensions");
  expect(changed(kDim, std::int16_t{8}), "dimensions");
  expect(changed(kDim + 2, std::int16_t{-4}), "axis 1");
  expect(changed(kDim + 4, std::int16_t{4}), "describes");
  expect(changed(kDim + 4, std::int16_t{2}), "describes");
  expect(refusal(NiftiBytesOf().with(kDim, std::int16_t{4}).with(kDim + 8, std::int16_t{3})),
         "several images");
  expect(changed(kDatatype, std::int16_t{128}), "colours");
  expect(changed(kDatatype, std::int16_t{32}), "complex");
  expect(changed(kDatatype, std::int16_t{3}), "not supported");
  expect(changed(kBitpix, std::int16_t{8}), "bits per voxel");
  expect(changed(kVoxOffset, kNan), "voxels begin");
  expect(changed(kVoxOffset, 100.0F), "voxels begin");
  expect(changed(kVoxOffset, 352.5F), "voxels begin");
  expect(changed(kVoxOffset, 4000.0F), "too early");
  expect(changed(kSlope, kNan), "intensity scale");
  expect(changed(kIntercept, std::numeric_limits<float>::infinity()), "intensity scale");
  expect(changed(kUnits, std::uint8_t{5}), "unit of length");
  expect(changed(kUnits, std::uint8_t{1}), "voxel size");
  expect(changed(kSrowX, kNan), "not a number");
  expect(changed(kSrowX, kHuge), "voxel size");
  expect(changed(kSrowX + 12, kHuge), "100 m");
  expect(changed(kSrowX + 4, 0.01F), "right angles");
  expect(refusal(NiftiBytesOf().with(kSformCode, std::int16_t{0}).with(kQuaternB, 2.0F)), "not a rotation");
  expect(refusal(NiftiBytesOf().with(kSformCode, std::int16_t{0}).with(kPixdim + 4, 0.0F)), "not positive");
  expect(refusal(NiftiBytesOf().with(kSformCode, std::int16_t{0}).with(kQformCode, std::int16_t{0})),
         "left and right are unknown");
}

TEST(NiftiRefusal, NamesTruncatedAndEmptyFiles) {
  const TemporaryFolder folder;
  const std::string whole = NiftiBytesOf().bytes;
  putBytes(folder / "empty.nii", "");
  EXPECT_EQ(refusal(folder / "empty.nii"), "empty.nii: the file is empty.");
  EXPECT_EQ(refusal(folder / "none.nii"), "none.nii: there is no such file.");
  EXPECT_EQ(refusal(folder.path()), folder.path().filename().string() + ": it is not a file.");
  for (std::size_t size = 1; size < whole.size(); size += 7) {
    putBytes(folder / "cut.nii", whole.substr(0, size));
    EXPECT_NE(refusal(folder / "cut.nii"), "accepted") << size;
  }
  gzip(folder / "whole.nii.gz", whole);
  EXPECT_EQ(refusal(folder / "whole.nii.gz"), "accepted");
  const std::string packed = bytesOf(folder / "whole.nii.gz");
  for (std::size_t size = 1; size < packed.size(); size += 3) {
    putBytes(folder / "cut.nii.gz", packed.substr(0, size));
    EXPECT_NE(refusal(folder / "cut.nii.gz"), "accepted") << size << " of " << packed.size();
  }
  putBytes(folder / "cut.nii.gz", packed.substr(0, packed.size() - 1));
  EXPECT_EQ(refusal(folder / "cut.nii.gz"), "cut.nii.gz: the file ends too early.");
  gzip(folder / "long.nii.gz", whole + "more");
  EXPECT_EQ(refusal(folder / "long.nii.gz"), "long.nii.gz: it holds more voxels than its header describes.");
}

TEST(NiftiPlacement, ReadsTheQformWithoutASform) {
  NiftiBytesOf file;
  // Half a turn about the world's z axis (quaternion 0 0 0 1), k mirrored: RAS columns (-x, -y, -z).
  file.with(kSformCode, std::int16_t{0})
      .with(kQuaternB, 0.0F)
      .with(kQuaternB + 4, 0.0F)
      .with(kQuaternB + 8, 1.0F);
  file.with(kPixdim, -1.0F).with(kQoffsetX, 1.0F).with(kQoffsetX + 4, 2.0F).with(kQoffsetX + 8, 3.0F);
  const NiftiImage image = read(file);
  EXPECT_EQ(orientationCode(image.geometry), "LPI");
  EXPECT_LE(distance(image.geometry.lps({0, 0, 0}), {-1, -2, 3}), 1e-6);
  EXPECT_LE(distance(image.geometry.lps({1, 1, 1}), {-1 + 0.5, -2 + 0.75, 3 - 1.25}), 1e-6);
}

TEST(NiftiPlacement, PrefersTheSformAndTellsOfADifference) {
  NiftiBytesOf file;
  const NiftiImage plain = read(file);
  EXPECT_TRUE(plain.notices.empty());
  const NiftiImage differing = read(file.with(kQoffsetX, 99.0F));
  EXPECT_EQ(cornerMismatch(plain.geometry, differing.geometry), 0.0);
  ASSERT_EQ(differing.notices.size(), 1U);
  EXPECT_NE(differing.notices.front().find("disagree"), std::string::npos);
}

TEST(NiftiPlacement, ConvertsUnitsOfLength) {
  const Vec3 spacing = read(NiftiBytesOf()).geometry.spacing();
  NiftiBytesOf micrometres;
  micrometres.with(kUnits, std::uint8_t{3});
  for (std::size_t axis = 0; axis < 3; ++axis)
    for (std::size_t n = 0; n < 4; ++n) {
      float value = 0;
      std::memcpy(&value, micrometres.bytes.data() + kSrowX + 4 * (4 * axis + n), 4);
      micrometres.with(kSrowX + 4 * (4 * axis + n), value * 1000);
    }
  EXPECT_LE(distance(read(micrometres).geometry.spacing(), spacing), 1e-6);
}

TEST(NiftiValues, AreScaledAndOfEitherByteOrder) {
  NiftiBytesOf file;
  const NiftiImage scaled = read(file.with(kSlope, 2.0F).with(kIntercept, -1024.0F));
  ASSERT_EQ(scaled.voxels.size(), 24U);
  EXPECT_EQ(scaled.voxels[3], (3 * 50 - 500) * 2 - 1024);

  // The other byte order, field by field.
  std::string swapped = NiftiBytesOf().bytes;
  const auto swap = [&](std::size_t from, std::size_t to, std::size_t width) {
    for (std::size_t at = from; at < to; at += width)
      std::reverse(swapped.begin() + static_cast<std::ptrdiff_t>(at),
                   swapped.begin() + static_cast<std::ptrdiff_t>(at + width));
  };
  swap(0, 4, 4);
  swap(kDim, 56, 2);
  swap(kDatatype, 74, 2);
  swap(kPixdim, 120, 4);
  swap(kQformCode, 256, 2);
  swap(kQuaternB, 328, 4);
  swap(352, swapped.size(), 2);
  NiftiBytesOf other;
  other.bytes = swapped;
  const NiftiImage image = read(other), plain = read(NiftiBytesOf());
  EXPECT_EQ(image.integers, plain.integers);
  EXPECT_EQ(cornerMismatch(image.geometry, plain.geometry), 0.0);
}

TEST(NiftiPair, IsReadByEitherName) {
  const TemporaryFolder folder;
  NiftiBytesOf file;
  file.with(kVoxOffset, 0.0F);
  std::memcpy(file.bytes.data() + kMagic, "ni1", 4);
  putBytes(folder / "scan.hdr", file.bytes.substr(0, 348));
  putBytes(folder / "scan.img", file.bytes.substr(352));
  const NiftiImage plain = read(NiftiBytesOf());
  EXPECT_EQ(readNifti(folder / "scan.hdr").integers, plain.integers);
  EXPECT_EQ(readNifti(folder / "scan.img").integers, plain.integers);
  std::filesystem::remove(folder / "scan.img");
  EXPECT_THROW(readNifti(folder / "scan.hdr"), LoadError);
}

/// Row (h) of the issue, reliability S4.
TEST(NiftiBomb, IsRefusedBeforeMemoryIsTaken) {
  const TemporaryFolder folder;
  NiftiBytesOf claims18Gb;
  for (std::size_t axis = 1; axis <= 3; ++axis) claims18Gb.with(kDim + 2 * axis, std::int16_t{1280});
  claims18Gb.with(kDatatype, std::int16_t{64}).with(kBitpix, std::int16_t{64});
  putBytes(folder / "bomb.nii", claims18Gb.bytes);
  gzip(folder / "bomb.nii.gz", claims18Gb.bytes);
  // 1000 : 1, and the header tells the truth: 600 MB of zeros.
  NiftiBytesOf zeros;
  zeros.with(kDim + 2, std::int16_t{1000})
      .with(kDim + 4, std::int16_t{1000})
      .with(kDim + 6, std::int16_t{300});
  {
    gzFile out = gzopen((folder / "zeros.nii.gz").c_str(), "wb9");
    gzwrite(out, zeros.bytes.data(), 352);
    const std::string megabyte(1000000, '\0');
    for (int n = 0; n < 600; ++n) gzwrite(out, megabyte.data(), 1000000);
    gzclose(out);
  }
  for (const char* name : {"bomb.nii", "bomb.nii.gz", "zeros.nii.gz"}) {
    const ChildEnd end =
        inChild([&] { return refusal(folder / name).find("bytes") != std::string::npos ? 0 : 1; });
    EXPECT_EQ(end.status, 0) << name;
    EXPECT_LT(end.peakKilobytes, 300 * 1024) << name;
  }
}

/// Reliability S1, reduced: any bytes may be wrong, the reader answers or refuses.
TEST(NiftiMutants, EndInAnAnswerOrARefusal) {
  const TemporaryFolder folder;
  std::mt19937 random(20261123);
  const std::string plain = NiftiBytesOf().bytes;
  gzip(folder / "seed.nii.gz", plain);
  const std::string packed = bytesOf(folder / "seed.nii.gz");
  int refused = 0;
  for (int round = 0; round < 1200; ++round) {
    const bool gz = round % 4 == 0;
    std::string mutant = gz ? packed : plain;
    const int changes = 1 + round % 5;
    for (int n = 0; n < changes; ++n)
      mutant[random() % mutant.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
    if (round % 11 == 0) mutant.resize(random() % mutant.size());
    const auto file = folder / (gz ? "mutant.nii.gz" : "mutant.nii");
    putBytes(file, mutant);
    try {
      const NiftiImage image = readNifti(file);
      ASSERT_LE(image.geometry.voxelCount(), 1000U) << "never more than the file holds";
    } catch (const LoadError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 300);
}

}  // namespace
}  // namespace valvista
