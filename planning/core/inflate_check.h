// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace valvista {

/// False when a compressed file of `stored` bytes cannot hold `claimed` ones, or when it would be far larger
/// than any CT or label map that compresses so well: such a file was made to fill the memory.
constexpr bool canInflateTo(std::uint64_t claimed, std::uint64_t stored) {
  // Deflate cannot do better than 1032 : 1 (zlib's technical notes).
  constexpr std::uint64_t kLargestRatio = 1032, kSuspectBytes = std::uint64_t{512} << 20, kSuspectRatio = 400;
  return claimed / kLargestRatio <= stored && (claimed <= kSuspectBytes || claimed / kSuspectRatio <= stored);
}

/// How many bytes the zlib or gzip stream at `offset` of a file holds, up to its checked end. Stops as soon
/// as there are more than `most`. Takes a fixed small memory, so that libraries which trust a header or hide
/// a damaged stream can be asked afterwards. Throws std::domain_error with the reason for a damaged or cut
/// stream.
std::uint64_t inflatedBytes(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t most);

}  // namespace valvista
