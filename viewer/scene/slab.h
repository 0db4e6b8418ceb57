// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace valvista::viewer {

/// How the samples through the thickness of a slab become one: brightest, darkest, mean.
enum class SlabMode : std::uint8_t { none, maximum, minimum, mean };

/// A slab centred on its slice. For display only: nothing is measured on it.
struct Slab {
  SlabMode mode = SlabMode::none;
  double thicknessMm = 10.0;
  bool operator==(const Slab&) const = default;
};

}  // namespace valvista::viewer
