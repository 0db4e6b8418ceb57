// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/network_spec.h"

#include <array>
#include <cstdint>
#include <vector>

namespace valvista::ml {

using GridSize = std::array<std::int64_t, 3>;  ///< depth, height, width

inline constexpr std::int64_t kSwinWindow = 7;
inline constexpr int kSwinStages = 4;
inline constexpr int kSwinBlocks = 2;  ///< a stage; the second of a pair is shifted
inline constexpr std::array<int, kSwinStages> kSwinHeads{3, 6, 12, 24};
inline constexpr std::int64_t kMlpRatio = 4;
/// Of the table of position biases: a row for every way in which two tokens of a window can lie to each
/// other.
inline constexpr std::int64_t kTableRows =
    (2 * kSwinWindow - 1) * (2 * kSwinWindow - 1) * (2 * kSwinWindow - 1);
inline constexpr double kMaskedLogit = -100.0;  ///< added to attention between tokens that no window joined

/// How a stage's grid is cut into windows.
struct WindowGrid {
  GridSize grid{};    ///< tokens
  GridSize window{};  ///< at most 7; an axis that is not longer is one window and not shifted
  GridSize shift{};
  GridSize padded{};  ///< grid filled up at its end to whole windows

  std::int64_t tokens() const { return window[0] * window[1] * window[2]; }
  std::int64_t windows() const { return padded[0] * padded[1] * padded[2] / tokens(); }
  bool isShifted() const { return shift[0] + shift[1] + shift[2] > 0; }
};
WindowGrid windowGridOf(const GridSize& grid, bool shifted);

/// For every token of every window, in the order of window, then token: which part of the grid that the shift
/// tore apart it belongs to. Tokens of different parts must not see each other.
std::vector<int> windowRegions(const WindowGrid&);

/// Row of the table of relative position biases for every pair of tokens of a whole window, [343, 343].
std::vector<std::int64_t> relativePositionIndex();

/// The eight (depth, height, width) offsets in the order in which a patch merging joins its neighbours.
std::array<std::array<int, 3>, 8> mergingOrder(PatchMerging);

}  // namespace valvista::ml
