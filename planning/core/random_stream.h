// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace valvista {

/// Number `counter` of the random stream `seed`, in [0, 1): a pure function (SplitMix64 finaliser, Steele,
/// Lea and Flood 2014), so that the order of the calls and the number of threads do not matter.
constexpr double uniformAt(std::uint64_t seed, std::uint64_t counter) {
  std::uint64_t z = (seed * 0xD1342543DE82EF95ULL) ^ ((counter + 1) * 0x9E3779B97F4A7C15ULL);
  for (int round = 0; round < 2; ++round) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    z ^= z >> 31;
    z += 0x9E3779B97F4A7C15ULL;
  }
  return static_cast<double>(z >> 11) * 0x1.0p-53;
}

}  // namespace valvista
