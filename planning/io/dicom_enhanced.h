// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_file.h"
#include "planning/io/dicom_header.h"

#include <cstddef>
#include <vector>

namespace valvista::planning {

/// What shared and per-frame functional groups (PS3.3 C.7.6.16) say of each of `count` frames; values found
/// in neither stay as in `common`. Frames are in the file's order, which is no spatial order. Empty when the
/// per-frame groups do not number `count`.
std::vector<FrameHeader> readFunctionalGroups(const DicomTags& dataset, std::size_t count,
                                              const FrameHeader& common);

/// Place, scale and phase as written at the top level of a data set or of a functional group's item.
void readFrameTags(const DicomTags& tags, FrameHeader& frame);

}  // namespace valvista::planning
