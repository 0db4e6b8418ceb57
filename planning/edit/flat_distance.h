// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace valvista::planning {

/// Distance of every pixel's centre to the outline of a mask (width x height, rows first), negative inside;
/// the outline runs half way between centres. Exact (Felzenszwalb and Huttenlocher 2012), in the unit of
/// `spacing`. Beyond the picture nothing is known: a mask that fills it is inside everywhere.
std::vector<float> signedDistances(std::span<const std::uint8_t> mask, const std::array<int, 2>& size,
                                   const std::array<double, 2>& spacing);

}  // namespace valvista::planning
