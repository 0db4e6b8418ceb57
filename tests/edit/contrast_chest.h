// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <array>

namespace valvista::planning {

/// A place in the scan (LPS), chosen by eye.
struct NamedPlace {
  const char* name;
  Vec3 lps;
};

/// Clicks in the ascending aorta of shared/data/lidc0001_contrast_chest_dicom, a CT with arterial contrast:
/// from the arch down to the sinuses, in the middle and near the wall.
inline constexpr std::array<NamedPlace, 5> kAscendingClicks{
    {{"below the arch, beside streaks", {5.6, -15.6, -100}},
     {"upper third", {-1.5, -22.6, -115}},
     {"near the right wall", {-9.9, -26.1, -122.5}},
     {"near the front wall", {-2.9, -35.3, -130}},
     {"above the sinuses", {9.8, -29.0, -152.5}}}};

}  // namespace valvista::planning
