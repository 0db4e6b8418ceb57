// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_writer.h"

#include "planning/core/atomic_file.h"
#include "planning/core/error.h"
#include "planning/io/dicom_values.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <fstream>
#include <vector>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

constexpr int kMostSlices = 9998;  // four digits in the name, and one beyond is looked for

std::string decimals(const Vec3& v) {
  return dicomDecimal(v.x) + "\\" + dicomDecimal(v.y) + "\\" + dicomDecimal(v.z);
}

class SliceWriter {
 public:
  SliceWriter(const Volume& volume, const SeriesDescription& texts)
      : volume_(volume), texts_(texts), seriesUid_(dicomUid(texts.studySeed + "/" + texts.seriesSeed)) {}

  void write(int k, const fs::path& file) const {
    DcmFileFormat content;
    DcmDataset& set = *content.getDataset();
    describe(set);
    place(k, set);
    fill(k, set);
    writeAtomically(
        file,
        [&](const fs::path& temporary) {
          const OFCondition outcome =
              content.saveFile(OFFilename(temporary.c_str()), EXS_LittleEndianExplicit);
          if (outcome.bad())
            throw SaveError(file.filename().string() + " could not be written: " + outcome.text());
        },
        [&](const fs::path& temporary) { verify(k, temporary, file.filename().string()); });
  }

 private:
  static void put(DcmDataset& set, const DcmTagKey& tag, const std::string& text) {
    const OFCondition outcome = set.putAndInsertOFStringArray(tag, OFString(text.c_str(), text.size()));
    if (outcome.bad()) throw SaveError(std::string("A DICOM attribute could not be set: ") + outcome.text());
  }
  static void putWord(DcmDataset& set, const DcmTagKey& tag, Uint16 value) {
    set.putAndInsertUint16(tag, value);
  }

  void describe(DcmDataset& set) const {
    put(set, DCM_SpecificCharacterSet, "ISO_IR 192");
    put(set, DCM_ImageType, "ORIGINAL\\PRIMARY\\AXIAL");
    put(set, DCM_SOPClassUID, UID_CTImageStorage);
    put(set, DCM_StudyDate, "20000101");
    put(set, DCM_StudyTime, "000000");
    put(set, DCM_AccessionNumber, "");
    put(set, DCM_Modality, "CT");
    put(set, DCM_Manufacturer, texts_.manufacturer);
    put(set, DCM_ReferringPhysicianName, "");
    put(set, DCM_StudyDescription, texts_.studyDescription);
    put(set, DCM_SeriesDescription, texts_.seriesDescription);
    put(set, DCM_PatientName, texts_.patientName);
    put(set, DCM_PatientID, texts_.patientId);
    put(set, DCM_PatientBirthDate, "");
    put(set, DCM_PatientSex, "O");
    put(set, DCM_ContrastBolusAgent, texts_.contrastAgent);
    put(set, DCM_KVP, "");
    put(set, DCM_ConvolutionKernel, texts_.convolutionKernel);
    put(set, DCM_PatientPosition, texts_.patientPosition);
    put(set, DCM_StudyInstanceUID, dicomUid(texts_.studySeed));
    put(set, DCM_SeriesInstanceUID, seriesUid_);
    put(set, DCM_StudyID, "1");
    put(set, DCM_SeriesNumber, std::to_string(texts_.seriesNumber));
    put(set, DCM_AcquisitionNumber, "1");
    put(set, DCM_FrameOfReferenceUID, dicomUid(texts_.studySeed + "/frame"));
    put(set, DCM_PositionReferenceIndicator, "");
    if (texts_.cardiacPhasePercent) {
      set.putAndInsertFloat32(DCM_NominalPercentageOfCardiacPhase,
                              static_cast<Float32>(*texts_.cardiacPhasePercent));
    }
  }

  void place(int k, DcmDataset& set) const {
    const ImageGeometry& geometry = volume_.geometry();
    const Vec3 spacing = geometry.spacing();
    const auto& axes = geometry.lpsFromIjk.linear.column;
    put(set, DCM_SOPInstanceUID, dicomUid(seriesUid_ + "/" + std::to_string(k)));
    put(set, DCM_InstanceNumber, std::to_string(k + 1));
    put(set, DCM_SliceThickness, dicomDecimal(spacing.z));
    put(set, DCM_ImagePositionPatient, decimals(geometry.lps({0, 0, k})));
    put(set, DCM_ImageOrientationPatient,
        decimals(axes[0] / spacing.x) + "\\" + decimals(axes[1] / spacing.y));
    put(set, DCM_PixelSpacing, dicomDecimal(spacing.y) + "\\" + dicomDecimal(spacing.x));
  }

  std::span<const std::int16_t> slice(int k) const {
    const auto& size = volume_.geometry().size;
    const std::size_t count = static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]);
    return volume_.hu().subspan(static_cast<std::size_t>(k) * count, count);
  }

  void fill(int k, DcmDataset& set) const {
    putWord(set, DCM_SamplesPerPixel, 1);
    put(set, DCM_PhotometricInterpretation, "MONOCHROME2");
    putWord(set, DCM_Rows, static_cast<Uint16>(volume_.geometry().size[1]));
    putWord(set, DCM_Columns, static_cast<Uint16>(volume_.geometry().size[0]));
    putWord(set, DCM_BitsAllocated, 16);
    putWord(set, DCM_BitsStored, 16);
    putWord(set, DCM_HighBit, 15);
    putWord(set, DCM_PixelRepresentation, 1);
    set.putAndInsertSint16(DCM_PixelPaddingValue, kPaddingHu);
    put(set, DCM_RescaleIntercept, "0");
    put(set, DCM_RescaleSlope, "1");
    put(set, DCM_RescaleType, "HU");
    const std::span<const std::int16_t> hu = slice(k);
    const OFCondition outcome = set.putAndInsertUint16Array(
        DCM_PixelData, reinterpret_cast<const Uint16*>(hu.data()), static_cast<unsigned long>(hu.size()));
    if (outcome.bad()) throw SaveError(std::string("Pixels could not be set: ") + outcome.text());
  }

  /// The file's pixels are its last bytes, in the machine's own byte order.
  void verify(int k, const fs::path& file, const std::string& name) const {
    const auto expected = std::as_bytes(slice(k));
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::streamoff>(stream.tellg());
    std::vector<char> tail(expected.size());
    stream.seekg(size - static_cast<std::streamoff>(tail.size()));
    stream.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    if (!stream || !std::equal(tail.begin(), tail.end(), reinterpret_cast<const char*>(expected.data()))) {
      throw SaveError(name + " reads back other than it was written.");
    }
  }

  const Volume& volume_;
  const SeriesDescription& texts_;
  std::string seriesUid_;
};

std::string sliceName(int k) {
  const std::string number = std::to_string(k + 1);
  return "IM" + std::string(4 - number.size(), '0') + number + ".dcm";
}

}  // namespace

void writeDicomSeries(const Volume& volume, const SeriesDescription& texts, const fs::path& folder) {
  const Index3& size = volume.geometry().size;
  if (volume.empty() || size[0] > 65535 || size[1] > 65535 || size[2] > kMostSlices) {
    throw SaveError("A volume of this size cannot be a DICOM series.");
  }
  OFLog::configure(OFLogger::OFF_LOG_LEVEL);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw SaveError(folder.filename().string() + " could not be created: " + error.message() + ".");
  if (fs::exists(folder / sliceName(size[2]), error)) {
    throw SaveError(sliceName(size[2]) + " is left from a longer series; remove the old series first.");
  }
  const SliceWriter writer(volume, texts);
  for (int k = 0; k < size[2]; ++k) writer.write(k, folder / sliceName(k));
}

}  // namespace valvista::planning
