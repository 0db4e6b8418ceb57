// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/skeleton/voxel_neighbours.h"
#include "planning/core/image_geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace valvista::ml {

/// A binary volume, one bit a voxel, 64 voxels of a row to a word, with a border of zeros one voxel wide.
class BitVolume {
 public:
  using Word = std::uint64_t;
  static constexpr int kWordBits = 64;

  explicit BitVolume(const Index3& size)
      : size_(size),
        wordsOfRow_(static_cast<std::size_t>((size[0] + 2 + kWordBits - 1) / kWordBits)),
        // One word more, so that two neighbouring words can be read at the end of the last row.
        words_(wordsOfRow_ * rowsOfSlice() * static_cast<std::size_t>(size[2] + 2) + 1) {}

  const Index3& size() const { return size_; }
  std::size_t wordsOfRow() const { return wordsOfRow_; }
  std::size_t wordsOfSlice() const { return wordsOfRow_ * rowsOfSlice(); }

  /// First word of row (j, k), -1 <= j <= size[1], -1 <= k <= size[2]. Voxel i is bit i + 1 of the row.
  Word* row(int j, int k) { return words_.data() + rowStart(j, k); }
  const Word* row(int j, int k) const { return words_.data() + rowStart(j, k); }

  bool test(const Index3& ijk) const {
    return (row(ijk[1], ijk[2])[(ijk[0] + 1) / kWordBits] >> ((ijk[0] + 1) % kWordBits) & 1U) != 0;
  }
  void set(const Index3& ijk) { word(ijk) |= bit(ijk); }
  void reset(const Index3& ijk) { word(ijk) &= ~bit(ijk); }

  Neighbours neighbours(const Index3& ijk) const {
    const auto first = static_cast<unsigned>(ijk[0]);  // the bit of i - 1
    const unsigned shift = first % kWordBits;
    const Word* corner = row(ijk[1] - 1, ijk[2] - 1) + first / kWordBits;
    Neighbours all = 0;
    for (unsigned row = 0; row < 9; ++row) {
      const Word* word = corner + row / 3 * wordsOfSlice() + row % 3 * wordsOfRow_;
      const Word bits = word[0] >> shift | word[1] << 1 << (kWordBits - 1 - shift);
      all |= static_cast<Neighbours>(bits & 7U) << (3 * row);
    }
    return all & ~kOwnBit;
  }

 private:
  std::size_t rowsOfSlice() const { return static_cast<std::size_t>(size_[1] + 2); }
  std::size_t rowStart(int j, int k) const {
    return static_cast<std::size_t>(k + 1) * wordsOfSlice() + static_cast<std::size_t>(j + 1) * wordsOfRow_;
  }
  Word& word(const Index3& ijk) { return row(ijk[1], ijk[2])[(ijk[0] + 1) / kWordBits]; }
  static Word bit(const Index3& ijk) { return Word{1} << ((ijk[0] + 1) % kWordBits); }

  Index3 size_;
  std::size_t wordsOfRow_;
  std::vector<Word> words_;
};

}  // namespace valvista::ml
