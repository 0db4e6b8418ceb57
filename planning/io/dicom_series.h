// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/core/progress.h"
#include "planning/io/dicom_header.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace valvista::planning {

/// One frame of one file.
struct DicomSlice {
  std::shared_ptr<const DicomHeader> file;
  std::size_t frame = 0;
  const FrameHeader& header() const { return file->frames[frame]; }
};

/// Frames that belong into one volume: one SeriesInstanceUID, one patient, matrix, spacing, orientation,
/// kernel and cardiac phase.
struct DicomSeries {
  PatientIdentity patient;
  ScanFacts facts;
  std::vector<DicomSlice> slices;  ///< along row x column direction when placed
  ImageGeometry geometry;          ///< size zero when the slices cannot be placed exactly
  std::size_t files = 0;
  Findings findings;  ///< an error among them means: not to be loaded as CT

  bool placed() const { return geometry.size[2] > 0; }
};

/// Share of a load that listing takes, for progress; decoding is the rest.
inline constexpr double kListingShare = 0.3;

bool hasError(const Findings& findings);

/// All series below a folder, whatever the files are called; DICOMDIR files are passed over. Files that are
/// DICOM but cannot be read become a series without slices whose findings name them.
/// Throws LoadError when the folder cannot be read.
std::vector<DicomSeries> listDicomFolder(const std::filesystem::path& folder, bool recursive,
                                         const Progress& progress);

/// Groups headers into series, splits what must not be mixed, places and checks each.
std::vector<DicomSeries> groupIntoSeries(std::vector<std::shared_ptr<const DicomHeader>> headers);

}  // namespace valvista::planning
