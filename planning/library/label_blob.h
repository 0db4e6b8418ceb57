// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"

#include <cstddef>
#include <span>
#include <vector>

namespace valvista::planning {

/// A label map as bytes, exact to the last bit of its geometry: "VLBL", version 1, size as three int32,
/// lpsFromIjk as twelve doubles (three columns, offset), little endian; then one deflate stream with, for
/// every slice, 0 for an empty one or 1 and its labels.
std::vector<std::byte> labelBlob(const LabelMap& labels);
/// Throws std::domain_error with a reason for anything else.
LabelMap labelsOfBlob(std::span<const std::byte> blob);

}  // namespace valvista::planning
