// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/volume.h"

#include <filesystem>
#include <optional>
#include <string>

namespace valvista::planning {

/// What a written series says of itself beside voxels and place. Texts are UTF-8.
struct SeriesDescription {
  std::string patientName = "Phantom^Valvista", patientId = "PHANTOM";
  std::string studyDescription = "Valvista phantom", seriesDescription = "CTA";
  std::string manufacturer = "Valvista", convolutionKernel, contrastAgent, patientPosition = "HFS";
  /// UIDs are 2.25.<number> derived from these texts: the same texts give the same UIDs.
  std::string studySeed = "valvista", seriesSeed = "ct";
  int seriesNumber = 1;
  std::optional<double> cardiacPhasePercent;
};

/// Writes a CT as a CT Image Storage series, Explicit VR Little Endian: IM0001.dcm and so on, one file a
/// slice of constant k, each written whole or not at all. Padding is written as PixelPaddingValue. A folder
/// that holds more IM files than the volume has slices is refused, because the two would be read as one
/// series. Throws SaveError naming the file and the reason.
void writeDicomSeries(const Volume& volume, const SeriesDescription& texts,
                      const std::filesystem::path& folder);

}  // namespace valvista::planning
