// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>

namespace valvista::planning {

/// A number for people with this many decimals, "12.3", whatever the locale.
inline std::string fixedText(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  for (char& c : text)
    if (c == ',') c = '.';
  return text;
}

}  // namespace valvista::planning
