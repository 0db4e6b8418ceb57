// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <array>
#include <filesystem>

namespace valvista::planning {

/// A place in the scan (LPS), chosen by eye.
struct NamedPlace {
  const char* name;
  Vec3 lps;
};

/// A CT of the chest with arterial contrast, of the shared data; the folder may be missing.
inline std::filesystem::path contrastChestFolder() {
  return std::filesystem::path(VALVISTA_SHARED_DATA) / "lidc0001_contrast_chest_dicom";
}

/// From the arch down to the sinuses, in the middle and near the wall.
inline constexpr std::array<NamedPlace, 5> kAscendingClicks{
    {{"below the arch, beside streaks", {5.6, -15.6, -100}},
     {"upper third", {-1.5, -22.6, -115}},
     {"near the right wall", {-9.9, -26.1, -122.5}},
     {"near the front wall", {-2.9, -35.3, -130}},
     {"above the sinuses", {9.8, -29.0, -152.5}}}};

}  // namespace valvista::planning
