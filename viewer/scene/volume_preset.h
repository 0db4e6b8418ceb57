// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/view_colours.h"

#include <cstdint>
#include <span>

namespace valvista::viewer {

/// How the CT itself is drawn in 3D.
enum class VolumePreset : std::uint8_t { none, cardiacCta, boneAndVessel, calcium };

/// What tissue of this HU looks like; between two points everything is interpolated, outside the first and
/// last one it stays.
struct TransferPoint {
  double hu;
  Rgb colour;
  double opacity;  ///< of one millimetre, 0..1
};

/// By HU, the first point transparent; empty for none.
std::span<const TransferPoint> transferFunction(VolumePreset preset);

}  // namespace valvista::viewer
