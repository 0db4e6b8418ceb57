// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace valvista::viewer {

/// How the CT itself is drawn in 3D.
enum class VolumePreset : std::uint8_t { none, cardiacCta, boneAndVessel, calcium };

}  // namespace valvista::viewer
