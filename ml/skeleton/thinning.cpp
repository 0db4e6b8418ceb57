// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/skeleton/thinning.h"

#include <array>
#include <bit>
#include <vector>

namespace valvista::ml {

namespace {

using Word = BitVolume::Word;
constexpr int kLastBit = BitVolume::kWordBits - 1;

/// In this order as in other implementations, so that results can be compared.
constexpr std::array<Index3, 6> kSides{{{0, -1, 0}, {0, 1, 0}, {1, 0, 0}, {-1, 0, 0}, {0, 0, 1}, {0, 0, -1}}};

/// Voxels of the black and of the white fields of a chessboard.
using Candidates = std::array<std::vector<Index3>, 2>;

bool mayGo(Neighbours neighbours) {
  return !isEndpoint(neighbours) && isSimple(neighbours);
}

/// The voxels of a word of row (j, k) that have background on the given side.
Word borderOf(const BitVolume& object, int j, int k, std::size_t word, const Index3& side) {
  const Word* row = object.row(j, k) + word;
  if (side[0] == 0) return *row & ~object.row(j + side[1], k + side[2])[word];
  // Bits shifted in from outside the row belong to its border and are no voxels.
  const Word beside = side[0] > 0 ? row[0] >> 1 | row[1] << kLastBit
                                  : row[0] << 1 | (word == 0 ? Word{0} : row[-1] >> kLastBit);
  return *row & ~beside;
}

void collectCandidates(const BitVolume& object, const Index3& side, Candidates& candidates) {
  for (std::vector<Index3>& voxels : candidates) voxels.clear();
  for (int k = 0; k < object.size()[2]; ++k)
    for (int j = 0; j < object.size()[1]; ++j)
      for (std::size_t word = 0; word < object.wordsOfRow(); ++word)
        for (Word border = borderOf(object, j, k, word, side); border != 0; border &= border - 1) {
          const Index3 ijk{static_cast<int>(word) * BitVolume::kWordBits + std::countr_zero(border) - 1, j,
                           k};
          if (mayGo(object.neighbours(ijk)))
            candidates[static_cast<std::size_t>((ijk[0] + j + k) & 1)].push_back(ijk);
        }
}

/// True when a voxel went.
bool removeCandidates(BitVolume& object, const Candidates& candidates) {
  bool removed = false;
  for (const std::vector<Index3>& voxels : candidates)
    for (const Index3& ijk : voxels)
      if (mayGo(object.neighbours(ijk))) {
        object.reset(ijk);
        removed = true;
      }
  return removed;
}

}  // namespace

void thin(BitVolume& object) {
  Candidates candidates;
  for (bool removed = true; removed;) {
    removed = false;
    for (const Index3& side : kSides) {
      collectCandidates(object, side, candidates);
      removed |= removeCandidates(object, candidates);
    }
  }
}

}  // namespace valvista::ml
