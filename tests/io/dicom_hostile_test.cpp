// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged and malicious files end as a finding or a LoadError: no crash, no hang, no memory taken on their
// word.
#include "planning/core/error.h"
#include "planning/io/dicom_pixels.h"
#include "planning/io/dicom_series.h"
#include "planning/io/load_study.h"
#include "tests/io/dicom_test_series.h"

#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpls/djencode.h>

#include <array>
#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sys/resource.h>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

std::string bytesOf(const fs::path& file) {
  std::string bytes(fs::file_size(file), '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

void writeBytes(const fs::path& file, const std::string& bytes) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Everything the reader does with a file; only LoadError may come out.
void readAll(const fs::path& file) {
  try {
    const std::optional<DicomHeader> header = readDicomHeader(file);
    if (!header) return;
    const PixelFormat& format = header->pixels;
    if (header->trouble.empty() && !header->frames.empty()) {
      std::vector<std::uint16_t> words(static_cast<std::size_t>(format.rows) *
                                       static_cast<std::size_t>(format.columns));
      DicomFrameReader reader(*header);
      for (std::size_t frame = 0; frame < std::min<std::size_t>(header->frames.size(), 4); ++frame) {
        reader.readWords(frame, words);
      }
    }
  } catch (const LoadError&) {
  }
  groupIntoSeries({std::make_shared<const DicomHeader>(readDicomHeader(file).value_or(DicomHeader{}))});
}

std::string element(std::uint16_t group, std::uint16_t number, const char* vr, std::string value) {
  if (value.size() % 2 != 0) value += std::strcmp(vr, "UI") == 0 ? '\0' : ' ';
  std::string bytes(8, '\0');
  const auto length = static_cast<std::uint16_t>(value.size());
  std::memcpy(&bytes[0], &group, 2);
  std::memcpy(&bytes[2], &number, 2);
  std::memcpy(&bytes[4], vr, 2);
  std::memcpy(&bytes[6], &length, 2);
  return bytes + value;
}

std::string longElement(std::uint16_t group, std::uint16_t number, const char* vr, std::uint32_t length) {
  std::string bytes(12, '\0');
  std::memcpy(&bytes[0], &group, 2);
  std::memcpy(&bytes[2], &number, 2);
  std::memcpy(&bytes[4], vr, 2);
  std::memcpy(&bytes[8], &length, 4);
  return bytes;
}

std::string prologue(const char* syntax) {
  const std::string meta = element(2, 0x10, "UI", syntax);
  std::uint32_t length = static_cast<std::uint32_t>(meta.size());
  const std::string value(reinterpret_cast<const char*>(&length), 4);
  return std::string(128, '\0') + "DICM" + element(2, 0, "UL", value) + meta;
}

std::string word(std::uint16_t value) {
  return std::string(reinterpret_cast<const char*>(&value), 2);
}

std::string imageHeader(std::uint16_t rows, std::uint16_t columns, const std::string& frames) {
  return element(8, 0x16, "UI", UID_CTImageStorage) + element(8, 0x60, "CS", "CT") +
         element(0x20, 0xe, "UI", "1.2.3") + element(0x20, 0x32, "DS", "0\\0\\0") +
         element(0x20, 0x37, "DS", "1\\0\\0\\0\\1\\0") + element(0x28, 2, "US", word(1)) +
         element(0x28, 8, "IS", frames) + element(0x28, 0x10, "US", word(rows)) +
         element(0x28, 0x11, "US", word(columns)) + element(0x28, 0x30, "DS", "1\\1") +
         element(0x28, 0x100, "US", word(16)) + element(0x28, 0x101, "US", word(16)) +
         element(0x28, 0x102, "US", word(15)) + element(0x28, 0x103, "US", word(0)) +
         element(0x28, 0x1052, "DS", "0") + element(0x28, 0x1053, "DS", "1");
}

constexpr const char* kExplicit = "1.2.840.10008.1.2.1";
constexpr const char* kJpegLossless = "1.2.840.10008.1.2.4.70";
constexpr const char* kJpeg2000 = "1.2.840.10008.1.2.4.90";

std::string fragments(const std::string& payload) {
  const auto item = [](const std::string& bytes) {
    std::string head("\xfe\xff\x00\xe0\0\0\0\0", 8);
    const auto length = static_cast<std::uint32_t>(bytes.size());
    std::memcpy(&head[4], &length, 4);
    return head + bytes;
  };
  return longElement(0x7fe0, 0x10, "OB", 0xffffffff) + item("") + item(payload) +
         std::string("\xfe\xff\xdd\xe0\0\0\0\0", 8);
}

/// Peak of resident memory in MiB since the process began; unknown, hence 0, where a sanitizer keeps freed
/// memory.
long peakMemory() {
#ifdef __SANITIZE_ADDRESS__
  return 0;
#endif
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

class HostileDicom : public testing::Test {
 protected:
  /// Inspecting the bytes as a file ends with an error finding, and loading them with LoadError.
  void expectRefused(const std::string& bytes) {
    const fs::path file = folder_.path() / "hostile.dcm";
    writeBytes(file, bytes);
    const long before = peakMemory();
    for (const InspectedSeries& series : inspectPath(file, Progress())) {
      EXPECT_FALSE(series.usable);
      EXPECT_FALSE(series.findings.empty());
    }
    EXPECT_THROW(loadStudy(file, Progress()), LoadError);
    readAll(file);
    EXPECT_LT(peakMemory() - before, 250) << "MiB";
  }
  const TemporaryFolder folder_;
};

TEST_F(HostileDicom, sequencesNestedAMillionDeep) {
  std::string bytes = prologue(kExplicit) + element(8, 0x16, "UI", UID_CTImageStorage);
  const std::string level =
      longElement(8, 0x1140, "SQ", 0xffffffff) + std::string("\xfe\xff\x00\xe0\xff\xff\xff\xff", 8);
  for (int depth = 0; depth < 1000000; ++depth) bytes += level;
  expectRefused(bytes);
}

TEST_F(HostileDicom, lengthsBeyondTheFile) {
  expectRefused(prologue(kExplicit) + imageHeader(512, 512, "1") +
                longElement(0x7fe0, 0x10, "OW", 0xfffffff0) + std::string(100, 'x'));
  expectRefused(prologue(kExplicit) + element(8, 0x16, "UI", UID_CTImageStorage) +
                longElement(8, 0x1140, "UT", 0xfffffff0));
  expectRefused(prologue(kExplicit) + element(8, 0x16, "UI", UID_CTImageStorage) +
                longElement(8, 0x1140, "SQ", 0xfffffff0));
}

TEST_F(HostileDicom, matricesAndFramesThatAreNotThere) {
  const std::string pixels = longElement(0x7fe0, 0x10, "OW", 64) + std::string(64, 'x');
  expectRefused(prologue(kExplicit) + imageHeader(65535, 65535, "1") + pixels);
  expectRefused(prologue(kExplicit) + imageHeader(4096, 4096, "1") + pixels);
  expectRefused(prologue(kExplicit) + imageHeader(4, 4, "2147483647") + pixels);
  expectRefused(prologue(kExplicit) + imageHeader(4, 4, "-1") + pixels);
  expectRefused(prologue(kExplicit) + imageHeader(0, 4, "1") + pixels);
  for (const char* syntax : {kJpegLossless, kJpeg2000, "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.80"}) {
    expectRefused(prologue(syntax) + imageHeader(4096, 4096, "20000") + fragments(std::string(64, 'x')));
    expectRefused(prologue(syntax) + imageHeader(4096, 4096, "1") + fragments(std::string(64, 'x')));
    expectRefused(prologue(syntax) + imageHeader(4, 4, "1") + fragments(""));
  }
}

TEST_F(HostileDicom, aJpeg2000StreamThatClaimsAHugePicture) {
  std::string stream("\xff\x4f\xff\x51\x00\x29\x00\x00\x7f\xff\xff\xff\x7f\xff\xff\xff\0\0\0\0\0\0\0\0", 24);
  stream += std::string("\x7f\xff\xff\xff\x7f\xff\xff\xff\0\0\0\0\0\0\0\0\x00\x01\x0f\x01\x01", 21);
  expectRefused(prologue(kJpeg2000) + imageHeader(64, 64, "1") + fragments(stream + std::string(1, '\0')));
}

TEST_F(HostileDicom, deflatedZeros) {
  // Deflate shrinks zeros a thousand times; a real image never comes near the bound.
  const fs::path plain = folder_.path() / "IM0001.dcm";
  writeDicomSeries(smallVolume(2), {}, folder_.path());
  edit(
      plain,
      [](DcmDataset& set) {
        std::vector<Uint8> zeros(std::size_t{128} << 20, 0);
        set.putAndInsertUint8Array(DcmTag(0x0009, 0x1001, EVR_OB), zeros.data(), zeros.size());
      },
      folder_.path() / "zeros.dcm", EXS_DeflatedLittleEndianExplicit);
  const std::optional<DicomHeader> header = readDicomHeader(folder_.path() / "zeros.dcm");
  ASSERT_TRUE(header.has_value());
  EXPECT_FALSE(header->trouble.empty());
}

TEST_F(HostileDicom, numbersThatAreNone) {
  writeDicomSeries(smallVolume(3), {}, folder_.path());
  const std::array<std::pair<DcmTagKey, const char*>, 8> poisons{
      {{DCM_ImagePositionPatient, "1e300\\-1e300\\1e300"},
       {DCM_ImagePositionPatient, "nan\\inf\\0"},
       {DCM_ImageOrientationPatient, "0\\0\\0\\0\\0\\0"},
       {DCM_ImageOrientationPatient, "1e200\\0\\0\\0\\1e200\\0"},
       {DCM_PixelSpacing, "0\\-1"},
       {DCM_PixelSpacing, "1e-300\\1e300"},
       {DCM_RescaleSlope, "1e308"},
       {DCM_RescaleSlope, "0"}}};
  for (const auto& [tag, value] : poisons) {
    const DcmTagKey key = tag;
    const char* text = value;
    for (int number = 1; number <= 3; ++number) {
      edit(slicePath(folder_.path(), number), [&](DcmDataset& set) { put(set, key, text); });
    }
    for (const InspectedSeries& series : inspectPath(folder_.path(), Progress())) {
      EXPECT_TRUE(!series.usable || !series.findings.empty()) << value;
    }
    writeDicomSeries(smallVolume(3), {}, folder_.path());
  }
}

/// Small valid files in several transfer syntaxes.
std::vector<std::string> seeds(const fs::path& folder) {
  DJEncoderRegistration::registerCodecs();
  DJLSEncoderRegistration::registerCodecs();
  DcmRLEEncoderRegistration::registerCodecs();
  writeDicomSeries(smallVolume(2), {}, folder);
  std::vector<std::string> all{bytesOf(folder / "IM0001.dcm")};
  for (const E_TransferSyntax syntax :
       {EXS_LittleEndianImplicit, EXS_BigEndianExplicit, EXS_DeflatedLittleEndianExplicit, EXS_RLELossless,
        EXS_JPEGProcess14SV1, EXS_JPEGLSLossless}) {
    const auto encode = [&](DcmDataset& set) {
      set.chooseRepresentation(syntax, nullptr);
      set.removeAllButCurrentRepresentations();
    };
    edit(folder / "IM0001.dcm", encode, folder / "seed", syntax);
    all.push_back(bytesOf(folder / "seed"));
  }
  const fs::path shared = fs::path(VALVISTA_SHARED_DATA) / "dicom_transfer_syntaxes";
  for (const char* name : {"pydicom-data/emri_small_jpeg_2k_lossless.dcm", "pydicom-data/emri_small_RLE.dcm",
                           "pydicom/CT_small.dcm", "pydicom-data/emri_small.dcm"}) {
    if (fs::exists(shared / name)) all.push_back(bytesOf(shared / name));
  }
  return all;
}

TEST_F(HostileDicom, twoThousandMutants) {
  std::mt19937 random(20240711);
  const std::vector<std::string> originals = seeds(folder_.path());
  ASSERT_GE(originals.size(), 7u);
  const fs::path file = folder_.path() / "mutant";
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = originals[static_cast<std::size_t>(round) % originals.size()];
    const int changes = 1 + static_cast<int>(random() % 8);
    for (int change = 0; change < changes; ++change) {
      // The first kilobytes hold the header, where a byte matters most.
      const std::size_t reach = random() % 3 == 0 ? bytes.size() : std::min<std::size_t>(bytes.size(), 2048);
      bytes[random() % reach] = static_cast<char>(random() % 4 == 0 ? 0xff : random());
    }
    if (random() % 10 == 0) bytes.resize(random() % bytes.size());
    writeBytes(file, bytes);
    readAll(file);
  }
  EXPECT_LT(peakMemory(), 1024);
}

}  // namespace
}  // namespace valvista::planning
