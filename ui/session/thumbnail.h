// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <cstddef>
#include <vector>

namespace valvista::ui {

/// A picture of a scan as PNG, 96 pixels high: the axial slice through the middle of the aorta, or of the
/// scan where `labels` has none, the patient's right at the left, as radiologists look at it.
std::vector<std::byte> thumbnailOf(const Volume& ct, const LabelMap* labels);

}  // namespace valvista::ui
