// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace valvista {

/// Number `counter` of the random stream `seed`, 64 bits: a pure function (SplitMix64 finaliser, Steele, Lea
/// and Flood 2014), so that the order of the calls and the number of threads do not matter.
constexpr std::uint64_t bitsAt(std::uint64_t seed, std::uint64_t counter) {
  std::uint64_t z = (seed * 0xD1342543DE82EF95ULL) ^ ((counter + 1) * 0x9E3779B97F4A7C15ULL);
  for (int round = 0; round < 2; ++round) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    z ^= z >> 31;
    z += 0x9E3779B97F4A7C15ULL;
  }
  return z;
}

/// The same in [0, 1).
constexpr double uniformAt(std::uint64_t seed, std::uint64_t counter) {
  return static_cast<double>(bitsAt(seed, counter) >> 11) * 0x1.0p-53;
}

/// Standard normal number by Box and Muller; one voxel, one counter.
inline double gaussianAt(std::uint64_t seed, std::uint64_t counter) {
  const double u = 1.0 - uniformAt(seed, 2 * counter), v = uniformAt(seed, 2 * counter + 1);
  return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
}

/// Numbers of one stream in the order of the calls.
class RandomDraws {
 public:
  explicit RandomDraws(std::uint64_t seed) : seed_(seed) {}
  std::uint64_t bits() { return bitsAt(seed_, counter_++); }
  double unit() { return uniformAt(seed_, counter_++); }
  double between(double low, double high) { return low + (high - low) * unit(); }
  bool chance(double probability) { return unit() < probability; }
  /// A whole number from 0 to count - 1.
  template <class Integer>
  Integer below(Integer count) {
    return static_cast<Integer>(unit() * static_cast<double>(count));
  }
  /// Seed of a stream of its own.
  std::uint64_t fork() { return static_cast<std::uint64_t>(unit() * 0x1.0p53); }

 private:
  std::uint64_t seed_, counter_ = 0;
};

}  // namespace valvista
