// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/model/review.h"

#include <array>

namespace valvista::planning {

/// By Vessel: whether what is measured of it may differ between two TAVR label maps on one grid. An iliac
/// artery also changes with the aorta near it and with whether there is one, the course of the aorta also
/// with the ventricle.
std::array<bool, kVesselCount> touchedVessels(const LabelMap& before, const LabelMap& after);

}  // namespace valvista::planning
