// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sixteen floats at a time, on any processor: the compiler makes of a `Vec` what the instruction set has.
// Only .cpp files of ml/kernels include this.
#pragma once

#include <cstdint>
#include <cstring>

namespace valvista::ml {

inline constexpr std::int64_t kLanes = 16;

using Vec = float __attribute__((vector_size(64)));
using NarrowVec = float __attribute__((vector_size(32)));  ///< of eight
using LooseVec = float __attribute__((vector_size(64), aligned(4), may_alias));
using HalfVec = std::uint16_t __attribute__((vector_size(32), aligned(2), may_alias));
using WordVec = std::uint32_t __attribute__((vector_size(64)));
using IntVec = std::int32_t __attribute__((vector_size(64)));

// A kernel is compiled for each level of the instruction set and chosen when the program starts. What it
// calls must be inlined into it.
#define VALVISTA_INLINE inline __attribute__((always_inline))
#if defined(__x86_64__)
#define VALVISTA_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
// For a kernel that differs with the number of registers: the first only where hasWideRegisters.
#define VALVISTA_WIDE_KERNEL __attribute__((target("arch=x86-64-v4")))
#define VALVISTA_NARROW_KERNEL __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define VALVISTA_KERNEL
#define VALVISTA_WIDE_KERNEL
#define VALVISTA_NARROW_KERNEL
#endif

/// True on a processor that keeps 32 vectors of sixteen floats in registers.
inline bool hasWideRegisters() {
#if defined(__x86_64__)
  static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                          __builtin_cpu_supports("avx512vl");
  return has;
#else
  return false;
#endif
}

VALVISTA_INLINE Vec load(const float* from) {
  return *reinterpret_cast<const LooseVec*>(from);
}
VALVISTA_INLINE void store(float* to, const Vec& value) {
  *reinterpret_cast<LooseVec*>(to) = value;
}

/// From bfloat16.
VALVISTA_INLINE Vec load(const std::uint16_t* from) {
  const WordVec words = __builtin_convertvector(*reinterpret_cast<const HalfVec*>(from), WordVec) << 16;
  return __builtin_bit_cast(Vec, words);
}

// As many floats as the vector has, from float or bfloat16.
VALVISTA_INLINE void loadTo(Vec& to, const float* from) {
  to = load(from);
}
VALVISTA_INLINE void loadTo(Vec& to, const std::uint16_t* from) {
  to = load(from);
}
VALVISTA_INLINE void loadTo(NarrowVec& to, const float* from) {
  std::memcpy(&to, from, sizeof(to));
}
VALVISTA_INLINE void loadTo(NarrowVec& to, const std::uint16_t* from) {
  using Halves = std::uint16_t __attribute__((vector_size(16)));
  using Words = std::uint32_t __attribute__((vector_size(32)));
  Halves halves;
  std::memcpy(&halves, from, sizeof(halves));
  to = __builtin_bit_cast(NarrowVec, __builtin_convertvector(halves, Words) << 16);
}

/// Copies fewer than sixteen floats.
VALVISTA_INLINE void copyPart(const float* from, float* to, std::int64_t count) {
  const auto copy = [&](std::size_t floats) __attribute__((always_inline)) {
    std::memcpy(to, from, floats * sizeof(float));
    from += floats;
    to += floats;
  };
  if ((count & 8) != 0) copy(8);
  if ((count & 4) != 0) copy(4);
  if ((count & 2) != 0) copy(2);
  if ((count & 1) != 0) copy(1);
}
/// The first `count` numbers, the others 0.
VALVISTA_INLINE Vec loadPart(const float* from, std::int64_t count) {
  float numbers[kLanes] = {};
  copyPart(from, numbers, count);
  return load(numbers);
}
VALVISTA_INLINE void storePart(float* to, const Vec& value, std::int64_t count) {
  float numbers[kLanes];
  store(numbers, value);
  copyPart(numbers, to, count);
}

VALVISTA_INLINE float sumOf(const Vec& v) {
  float sum = 0.0F;
  for (int i = 0; i < kLanes; ++i) sum += v[i];
  return sum;
}
VALVISTA_INLINE float largestOf(const Vec& v) {
  float largest = v[0];
  for (int i = 1; i < kLanes; ++i) largest = v[i] > largest ? v[i] : largest;
  return largest;
}
VALVISTA_INLINE Vec larger(const Vec& a, const Vec& b) {
  return a > b ? a : b;
}

/// exp to 2 units in the last place, between -87 and 88; below it is the smallest normal number.
VALVISTA_INLINE Vec expOf(const Vec& value) {
  constexpr float kLog2e = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: what is added to it loses its fraction
  const Vec lowest = Vec{} - 87.3F, highest = Vec{} + 88.3F;
  Vec x = value < lowest ? lowest : value;
  x = x > highest ? highest : x;
  const Vec turns = (x * kLog2e + kRound) - kRound;
  x = x - turns * kLn2High - turns * kLn2Low;
  // Cephes' expf polynomial of the remainder in [-ln 2 / 2, ln 2 / 2].
  Vec p = x * 1.9875691500e-4F + 1.3981999507e-3F;
  p = p * x + 8.3334519073e-3F;
  p = p * x + 4.1665795894e-2F;
  p = p * x + 1.6666665459e-1F;
  p = p * x + 5.0000001201e-1F;
  p = p * x * x + x + 1.0F;
  const IntVec power = (__builtin_convertvector(turns, IntVec) + 127) << 23;
  return p * __builtin_bit_cast(Vec, power);
}

}  // namespace valvista::ml
