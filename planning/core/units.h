// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>

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

}  // namespace valvista
