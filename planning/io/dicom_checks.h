// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_pixels.h"
#include "planning/io/dicom_series.h"

namespace valvista::planning {

/// Adds error findings for whatever is no CT image to measure on: another modality, secondary capture,
/// localiser, colour, unreadable files, no Hounsfield scale.
void checkKind(DicomSeries& series);

/// Adds what the reader of a plan should know of a placed series: lossy compression, thick or distant slices,
/// position of the patient, contrast (SCCT 2019, Table 3 and Table 6).
void checkQuality(DicomSeries& series);

/// What the voxels say: range, padding, rounding, values that are no HU.
void checkHu(const HuTally& tally, Findings& findings);

}  // namespace valvista::planning
