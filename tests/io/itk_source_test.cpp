// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/itk_source.h"

#include "planning/core/error.h"
#include "planning/io/label_schemes.h"
#include "planning/io/volume_file.h"
#include "tests/core/temporary_folder.h"

#include <cstring>
#include <functional>
#include <gtest/gtest.h>
#include <map>

namespace valvista::planning {
namespace {

constexpr Index3 kSize{4, 3, 2};

/// 24 HU values, i fastest, as little-endian bytes.
std::string voxelBytes() {
  std::string bytes;
  for (int n = 0; n < 24; ++n) {
    const auto hu = static_cast<std::int16_t>(n * 100 - 1024);
    bytes.append({static_cast<char>(hu & 0xFF), static_cast<char>(hu >> 8 & 0xFF)});
  }
  return bytes;
}

std::string littleEndian(std::uint64_t number, int bytes) {
  std::string text;
  for (int n = 0; n < bytes; ++n) text.push_back(static_cast<char>(number >> (8 * n) & 0xFF));
  return text;
}

/// The bytes as one stored block of deflate (RFC 1951).
std::string storedBlock(const std::string& bytes) {
  return '\1' + littleEndian(bytes.size(), 2) + littleEndian(~bytes.size(), 2) + bytes;
}

/// RFC 1950.
std::string zlibStored(const std::string& bytes) {
  std::uint32_t a = 1, b = 0;
  for (const unsigned char c : bytes) a = (a + c) % 65521, b = (b + a) % 65521;
  const std::string sum = littleEndian(b << 16 | a, 4);
  return "\x78\x01" + storedBlock(bytes) + std::string(sum.rbegin(), sum.rend());
}

/// RFC 1952.
std::string gzipStored(const std::string& bytes) {
  std::uint32_t crc = ~0U;
  for (const unsigned char c : bytes) {
    crc ^= c;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
  }
  return std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + storedBlock(bytes) + littleEndian(~crc, 4) +
         littleEndian(bytes.size(), 4);
}

/// A header as lines "name separator value", in which a test can change one field; an empty value drops it.
using Lines = std::vector<std::pair<std::string, std::string>>;
std::string text(Lines lines, const std::string& separator,
                 const std::map<std::string, std::string>& changes) {
  std::string all;
  for (auto& [name, value] : lines) {
    const auto change = changes.find(name);
    if (change != changes.end()) value = change->second;
    if (!value.empty()) all += name + separator + value + "\n";
  }
  return all;
}

std::string metaHeader(const std::map<std::string, std::string>& changes = {}) {
  return text({{"ObjectType", "Image"},
               {"NDims", "3"},
               {"BinaryData", "True"},
               {"BinaryDataByteOrderMSB", "False"},
               {"CompressedData", "False"},
               {"CompressedDataSize", ""},
               {"TransformMatrix", "0 1 0 -1 0 0 0 0 1"},
               {"Offset", "10 -20 30"},
               {"CenterOfRotation", "0 0 0"},
               {"AnatomicalOrientation", "RAI"},
               {"ElementSpacing", "0.5 0.75 1.25"},
               {"DimSize", "4 3 2"},
               {"HeaderSize", ""},
               {"ElementNumberOfChannels", ""},
               {"ElementType", "MET_SHORT"},
               {"ElementDataFile", "LOCAL"}},
              " = ", changes);
}

std::string nrrdHeader(const std::map<std::string, std::string>& changes = {}) {
  return "NRRD0004\n# made by a test\n" +
         text({{"type", "short"},
               {"dimension", "3"},
               {"space", "left-posterior-superior"},
               {"sizes", "4 3 2"},
               {"space directions", "(0,0.5,0) (-0.75,0,0) (0,0,1.25)"},
               {"kinds", "domain domain domain"},
               {"endian", "little"},
               {"encoding", "raw"},
               {"space units", ""},
               {"byte skip", ""},
               {"data file", ""},
               {"space origin", "(10,-20,30)"}},
              ": ", changes) +
         "\n";
}

void expectExpected(const std::filesystem::path& file) {
  SCOPED_TRACE(file.filename());
  const Study study = loadVolumeFile(file, Progress());
  const ImageGeometry& grid = study.volume.geometry();
  ASSERT_EQ(grid.size, kSize);
  for (int n = 0; n < 24; ++n) EXPECT_EQ(study.volume.hu()[static_cast<std::size_t>(n)], n * 100 - 1024);
  EXPECT_LE(distance(grid.lps({0, 0, 0}), {10, -20, 30}), 1e-9);
  // i runs to the patient's back by 0.5 mm, j to the right by 0.75 mm, k up by 1.25 mm.
  EXPECT_LE(distance(grid.lps({3, 2, 1}), {10 - 1.5, -20 + 1.5, 31.25}), 1e-9);
  EXPECT_EQ(orientationCode(grid), "PRS");
}

std::string refusal(const std::filesystem::path& file) {
  try {
    loadVolumeFile(file, Progress());
  } catch (const LoadError& error) {
    const std::string message = error.what();
    EXPECT_EQ(message.find('/'), std::string::npos) << "no path in: " << message;
    EXPECT_EQ(message.substr(0, file.filename().string().size()), file.filename().string());
    return message;
  }
  return "accepted";
}

TEST(MetaImage, IsPlacedAndReadExactly) {
  const TemporaryFolder folder;
  putBytes(folder / "ct.mha", metaHeader() + voxelBytes());
  expectExpected(folder / "ct.mha");
  const std::string packed = zlibStored(voxelBytes());
  putBytes(folder / "packed.mha",
           metaHeader({{"CompressedData", "True"}, {"CompressedDataSize", std::to_string(packed.size())}}) +
               packed);
  expectExpected(folder / "packed.mha");
  putBytes(folder / "ct.mhd", metaHeader({{"ElementDataFile", "ct.raw"}}));
  putBytes(folder / "ct.raw", voxelBytes());
  expectExpected(folder / "ct.mhd");
}

TEST(Nrrd, IsPlacedAndReadInEverySpace) {
  const TemporaryFolder folder;
  putBytes(folder / "lps.nrrd", nrrdHeader() + voxelBytes());
  putBytes(folder / "ras.nrrd", nrrdHeader({{"space", "right-anterior-superior"},
                                            {"space directions", "(0,-0.5,0) (0.75,0,0) (0,0,1.25)"},
                                            {"space origin", "(-10,20,30)"}}) +
                                    voxelBytes());
  putBytes(folder / "las.nrrd", nrrdHeader({{"space", "LAS"},
                                            {"space directions", "(0,-0.5,0) (-0.75,0,0) (0,0,1.25)"},
                                            {"space origin", "(10,20,30)"}}) +
                                    voxelBytes());
  for (const char* name : {"lps.nrrd", "ras.nrrd", "las.nrrd"}) expectExpected(folder / name);
  putBytes(folder / "ct.nhdr", nrrdHeader({{"data file", "ct.raw"}}));
  putBytes(folder / "ct.raw", voxelBytes());
  expectExpected(folder / "ct.nhdr");
}

TEST(Nrrd, IsReadCompressedAndRefusedWhenDamaged) {
  const TemporaryFolder folder;
  const std::string header = nrrdHeader({{"encoding", "gzip"}}), packed = gzipStored(voxelBytes());
  putBytes(folder / "packed.nrrd", header + packed);
  expectExpected(folder / "packed.nrrd");
  std::string flipped = packed;
  flipped[30] = static_cast<char>(flipped[30] ^ 1);
  putBytes(folder / "ct.nrrd", header + flipped);
  EXPECT_NE(refusal(folder / "ct.nrrd").find("damaged"), std::string::npos);
  putBytes(folder / "ct.nrrd", header + packed.substr(0, packed.size() - 9));
  EXPECT_NE(refusal(folder / "ct.nrrd").find("too early"), std::string::npos);
}

TEST(MetaImage, IsRefusedWithAReason) {
  const TemporaryFolder folder;
  struct Case {
    std::map<std::string, std::string> changes;
    const char* reason;
  };
  const std::vector<Case> cases{{{{"DimSize", "4 3 3"}}, "holds fewer"},
                                {{{"DimSize", "4 3 1"}}, "holds more"},
                                {{{"DimSize", "4096 4096 1024"}}, "holds fewer"},
                                {{{"DimSize", "4 3"}}, "needs 3 numbers"},
                                {{{"DimSize", "4 3 -2"}}, "not a size"},
                                {{{"TransformMatrix", ""}}, "left and right are unknown"},
                                {{{"TransformMatrix", "nan 1 0 -1 0 0 0 0 1"}}, "not made of numbers"},
                                {{{"TransformMatrix", "0 1 0.1 -1 0 0 0 0 1"}}, "right angles"},
                                {{{"TransformMatrix", "0 0 0 0 0 0 0 0 0"}}, "ct.mha"},
                                {{{"ElementSpacing", "0.5 0 1"}}, "ct.mha"},
                                {{{"ElementType", "MET_OTHER"}}, "voxel type"},
                                {{{"ElementNumberOfChannels", "3"}}, "several numbers"},
                                {{{"NDims", "4"}}, "three axes"},
                                {{{"BinaryData", "False"}}, "as text"},
                                {{{"ElementDataFile", "../ct.raw"}}, "same folder"},
                                {{{"ElementDataFile", "/etc/passwd"}}, "same folder"},
                                {{{"ElementDataFile", "LIST"}}, "same folder"},
                                {{{"ElementDataFile", "ct%03d.raw 1 9 1"}}, "same folder"},
                                {{{"Offset", std::string(2000, '1')}}, "damaged"}};
  for (const Case& one : cases) {
    putBytes(folder / "ct.mha", metaHeader(one.changes) + voxelBytes());
    EXPECT_NE(refusal(folder / "ct.mha").find(one.reason), std::string::npos)
        << one.reason << " / " << refusal(folder / "ct.mha");
  }
}

TEST(Nrrd, IsRefusedWithAReason) {
  const TemporaryFolder folder;
  struct Case {
    std::map<std::string, std::string> changes;
    const char* reason;
  };
  const std::vector<Case> cases{{{{"sizes", "4 3 3"}}, "holds fewer"},
                                {{{"sizes", "4 2 2"}}, "holds more"},
                                {{{"space", ""}}, "left and right are unknown"},
                                {{{"space", "scanner-xyz"}}, "left and right are unknown"},
                                {{{"space directions", "(1,0,0) none (0,0,1)"}}, "not made of numbers"},
                                {{{"space directions", "(1,0,0) (0.01,1,0) (0,0,1)"}}, "right angles"},
                                {{{"space origin", ""}}, "\"spaceorigin\" is missing"},
                                {{{"space units", "\"m\" \"m\" \"m\""}}, "millimetre"},
                                {{{"encoding", "hex"}}, "neither raw nor gzip"},
                                {{{"encoding", "gzip"}}, "damaged"},
                                {{{"type", "block"}}, "voxel type"},
                                {{{"endian", ""}}, "\"endian\" is missing"},
                                {{{"byte skip", "-1"}}, "foreign header"},
                                {{{"data file", "../ct.raw"}}, "same folder"},
                                {{{"dimension", "4"}}, "three axes"}};
  for (const Case& one : cases) {
    putBytes(folder / "ct.nrrd", nrrdHeader(one.changes) + voxelBytes());
    EXPECT_NE(refusal(folder / "ct.nrrd").find(one.reason), std::string::npos)
        << one.reason << " / " << refusal(folder / "ct.nrrd");
  }
}

TEST(MetaImage, DamagedCompressedDataIsRefused) {
  const TemporaryFolder folder;
  const std::string header = metaHeader({{"CompressedData", "True"}});
  const std::string packed = zlibStored(voxelBytes());
  std::string flipped = packed;
  flipped[20] = static_cast<char>(flipped[20] ^ 1);
  putBytes(folder / "ct.mha", header + flipped);
  EXPECT_NE(refusal(folder / "ct.mha").find("damaged"), std::string::npos);
  putBytes(folder / "ct.mha", header + packed.substr(0, packed.size() - 10));
  EXPECT_NE(refusal(folder / "ct.mha").find("too early"), std::string::npos);
}

TEST(MetaImage, LabelsAreReadToo) {
  const TemporaryFolder folder;
  std::string voxels(24, '\0');
  voxels[3] = 52;
  voxels[4] = 65;
  putBytes(folder / "labels.mha", metaHeader({{"ElementType", "MET_UCHAR"}}) + voxels);
  const AnatomyLabels anatomy = loadLabels(folder / "labels.mha", "totalsegmentator-v2", Progress());
  EXPECT_EQ(anatomy.labels.at({3, 0, 0}), 1);
  EXPECT_EQ(anatomy.labels.at({0, 1, 0}), 6);
}

TEST(VolumeFile, FloatsAreRoundedLimitedAndPadded) {
  const TemporaryFolder folder;
  std::string bytes;
  const std::array<float, 24> values{-1000.4F, 40.5F, 1e6F, std::numeric_limits<float>::quiet_NaN()};
  bytes.assign(reinterpret_cast<const char*>(values.data()), sizeof values);
  putBytes(folder / "ct.mha", metaHeader({{"ElementType", "MET_FLOAT"}}) + bytes);
  const Study study = loadVolumeFile(folder / "ct.mha", Progress());
  const std::vector<std::int16_t> hu(study.volume.hu().begin(), study.volume.hu().end());
  ASSERT_EQ(hu.size(), 24U);
  EXPECT_EQ(hu[0], -1000);
  EXPECT_EQ(hu[1], 41);
  EXPECT_EQ(hu[2], 32767);
  EXPECT_EQ(hu[3], kPaddingHu);
  EXPECT_EQ(study.findings.size(), 2U);
  EXPECT_THROW(loadLabels(folder / "ct.mha", "tavr", Progress()), LoadError) << "fractions are no labels";
}

}  // namespace
}  // namespace valvista::planning
