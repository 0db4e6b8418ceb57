// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_series.h"

#include <string>
#include <vector>

namespace valvista::planning {

/// Divides slices of one geometry into volumes by cardiac phase, temporal position, acquisition or
/// reconstruction texts. What a header states as phase always divides; what may vary inside one volume
/// (acquisition number, trigger time, comments) divides only where positions would otherwise repeat or
/// interleave. `dividedBy` names the attributes that did.
std::vector<std::vector<DicomSlice>> splitPhases(const std::vector<DicomSlice>& slices,
                                                 std::string& dividedBy);

}  // namespace valvista::planning
