// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>

namespace valvista::planning {

/// 16 hex digits that nobody else gets.
inline std::string randomName() {
  constexpr const char* kDigits = "0123456789abcdef";
  std::random_device source;
  std::string name;
  for (int word = 0; word < 2; ++word) {
    auto bits = source();
    for (int digit = 0; digit < 8; ++digit, bits >>= 4U) name += kDigits[bits & 15U];
  }
  return name;
}

}  // namespace valvista::planning
