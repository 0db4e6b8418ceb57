// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "planning/core/progress.h"
#include "planning/model/study.h"

namespace valvista::planning {

struct DicomSeries;

/// One series or volume file as `inspect` sees it. Nothing is refused here: trouble is a finding.
struct InspectedSeries {
  ScanFacts facts;
  ImageGeometry geometry;   ///< size zero when it cannot be placed
  std::size_t files = 0, frames = 0;
  std::optional<int> minimumHu, maximumHu;  ///< without padding
  bool usable = false;      ///< loadStudy would accept it
  Findings findings;
};

/// All series below a folder (any file names), or the one of a DICOM file, or a volume file.
/// A folder without images gives one entry that says so.
/// Throws LoadError only when the path does not exist or cannot be read at all.
std::vector<InspectedSeries> inspectPath(const std::filesystem::path& path, const Progress& progress);

/// The DICOM series that loadStudy would read; nothing for a volume file. Throws as loadStudy.
std::optional<DicomSeries> findCtSeries(const std::filesystem::path& path, const Progress& progress);

/// Reads the CT at `path`: a DICOM folder (the best usable CT series; the choice is a finding when there are
/// several), one DICOM file (its whole series), or NIfTI, NRRD, MetaImage.
/// Throws LoadError naming file and reason for whatever cannot be placed exactly.
Study loadStudy(const std::filesystem::path& path, const Progress& progress);

}  // namespace valvista::planning
