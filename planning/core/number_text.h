// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace valvista {

/// `value` with this many decimals and a point, whatever the locale; minus zero prints as zero.
std::string formatFixed(double value, int decimals);
/// The shortest text that reads back as the same number, with a point.
std::string formatExact(double value);

}  // namespace valvista
