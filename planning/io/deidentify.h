// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/finding.h"

#include <cstddef>
#include <filesystem>

namespace valvista::planning {

/// What was copied, and what the person who passes it on must know.
struct DeidentifiedSeries {
  std::size_t files = 0;
  Findings findings;  ///< of the series, and what is left in its pixels
};

/// Copies the DICOM series that loadStudy would read into `folder` (IM0001.dcm and so on, in the order of its
/// slices) without what tells the patient (removeIdentity), with new UIDs and pixels that are the same to the
/// bit. The folder must be empty or missing; where something fails nothing stays in it. Throws LoadError (not
/// DICOM, no usable series), SaveError, Cancelled.
DeidentifiedSeries deidentifySeries(const std::filesystem::path& ct, const std::filesystem::path& folder,
                                    const Progress& progress);

}  // namespace valvista::planning
