// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <numbers>

namespace valvista {

/// A number that knows its unit, for options and interfaces. Inner loops use the raw `value`.
template <class Tag>
struct Quantity {
  double value = 0.0;

  constexpr Quantity() = default;
  constexpr explicit Quantity(double v) : value(v) {}
  constexpr auto operator<=>(const Quantity&) const = default;
};

using Millimetres = Quantity<struct MillimetresTag>;
using Degrees = Quantity<struct DegreesTag>;
using Hounsfield = Quantity<struct HounsfieldTag>;

constexpr double toRadians(Degrees angle) { return angle.value * std::numbers::pi / 180.0; }
constexpr Degrees fromRadians(double radians) { return Degrees(radians * 180.0 / std::numbers::pi); }

}  // namespace valvista
