// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace valvista {

class Volume;

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces.
class Sha256 {
 public:
  void update(std::span<const std::byte> bytes);
  /// Digest as 64 lower-case hex digits; the object must not be used afterwards.
  std::string hex();

 private:
  static constexpr std::size_t kBlock = 64;
  void compress(const std::byte* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, kBlock> pending_{};
  std::size_t pendingSize_ = 0;
  std::uint64_t totalBytes_ = 0;
};

/// SHA-256 of a block of bytes as 64 lower-case hex digits.
std::string sha256Hex(std::span<const std::byte> bytes);

/// Names a CT by content, whatever file it came from: voxels (int16 little endian, i fastest), then size as
/// three int32 and lpsFromIjk as twelve int64 in steps of 1/8192 mm (three columns, offset), so that the rounding
/// of a file format does not change the name.
std::string sha256Hex(const Volume& volume);

}  // namespace valvista
