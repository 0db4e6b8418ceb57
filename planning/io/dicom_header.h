// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "planning/model/study.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace valvista::planning {

struct DicomFile;

/// How stored pixel values are packed (PS3.3 C.7.6.3, C.7.5.1.1.2).
struct PixelFormat {
  int rows = 0, columns = 0, samplesPerPixel = 1;
  int bitsAllocated = 0, bitsStored = 0, highBit = 0;
  bool isSigned = false;
  std::optional<std::uint16_t> padding, paddingLimit;  ///< 16-bit patterns of PixelPaddingValue / RangeLimit
};

/// Place, scale and phase of one frame. Absent means that the file does not say.
struct FrameHeader {
  std::optional<Vec3> position;                    ///< centre of the first voxel, LPS mm
  std::optional<std::array<Vec3, 2>> orientation;  ///< direction along a row, along a column
  std::optional<Vec2> pixelSpacing;                ///< mm; x between columns, y between rows
  std::optional<double> sliceThicknessMm, slope, intercept;
  std::string rescaleType, frameType;
  std::optional<double> cardiacPhasePercent, triggerTimeMs, acquisitionTimeSeconds;
  std::string acquisitionNumber, temporalPosition, stackId, scanOptions, comments;
};

/// Everything but the pixels of one DICOM file.
struct DicomHeader {
  std::filesystem::path path;
  std::string trouble;  ///< why the file cannot be used; empty when it can
  PatientIdentity patient;
  StudyIdentity study;
  ScanFacts facts;
  std::string sopClassUid, sopInstanceUid, imageType, transferSyntaxUid;
  std::optional<double> gantryTiltDegrees;
  bool hasImagerPixelSpacing = false, hasPixels = false, lossy = false;
  PixelFormat pixels;
  std::vector<FrameHeader> frames;  ///< one for a single image, none without an image

  std::string fileName() const { return path.filename().string(); }
};

/// Reads a file's header; nothing when it is no DICOM object (or a DICOMDIR). Never throws for what is inside
/// the file: trouble is named in the result.
std::optional<DicomHeader> readDicomHeader(const std::filesystem::path& path);
/// The same of a file that is open already.
std::optional<DicomHeader> readDicomHeader(const DicomFile& file, const std::filesystem::path& path);

}  // namespace valvista::planning
