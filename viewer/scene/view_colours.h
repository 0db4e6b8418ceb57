// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_geometry.h"

#include <array>
#include <cstdint>

namespace valvista::viewer {

using Rgb = std::array<std::uint8_t, 3>;

/// Colour of a slice view: its name, and its line in the other views. Apart also for colour-blind eyes.
constexpr Rgb colourOf(SliceOrientation orientation) {
  switch (orientation) {
    case SliceOrientation::axial:
      return {255, 122, 104};
    case SliceOrientation::coronal:
      return {110, 198, 255};
    case SliceOrientation::sagittal:
      break;
  }
  return {255, 224, 102};
}

/// What was measured; no label has this colour.
inline constexpr Rgb kEvidenceColour{124, 252, 170};
inline constexpr Rgb kViewBackground{22, 25, 30};

}  // namespace valvista::viewer
