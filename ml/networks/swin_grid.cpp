// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/swin_grid.h"

namespace valvista::ml {

WindowGrid windowGridOf(const GridSize& grid, bool shifted) {
  WindowGrid cut{grid, {}, {}, {}};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const bool whole = grid[axis] <= kSwinWindow;
    cut.window[axis] = whole ? grid[axis] : kSwinWindow;
    cut.shift[axis] = whole || !shifted ? 0 : kSwinWindow / 2;
    cut.padded[axis] = (grid[axis] + cut.window[axis] - 1) / cut.window[axis] * cut.window[axis];
  }
  return cut;
}

std::vector<int> windowRegions(const WindowGrid& cut) {
  // Along an axis: before the last window, in it, and in its part that came from the other end.
  const auto part = [&](std::size_t axis, std::int64_t at) {
    if (at < cut.padded[axis] - cut.window[axis]) return 0;
    return at < cut.padded[axis] - cut.shift[axis] ? 1 : 2;
  };
  std::vector<int> regions;
  GridSize corner{}, token{};
  for (corner[0] = 0; corner[0] < cut.padded[0]; corner[0] += cut.window[0])
    for (corner[1] = 0; corner[1] < cut.padded[1]; corner[1] += cut.window[1])
      for (corner[2] = 0; corner[2] < cut.padded[2]; corner[2] += cut.window[2])
        for (token[0] = 0; token[0] < cut.window[0]; ++token[0])
          for (token[1] = 0; token[1] < cut.window[1]; ++token[1])
            for (token[2] = 0; token[2] < cut.window[2]; ++token[2])
              regions.push_back(9 * part(0, corner[0] + token[0]) + 3 * part(1, corner[1] + token[1]) +
                                part(2, corner[2] + token[2]));
  return regions;
}

std::vector<std::int64_t> relativePositionIndex() {
  constexpr std::int64_t kTokens = kSwinWindow * kSwinWindow * kSwinWindow, kSpan = 2 * kSwinWindow - 1;
  const auto place = [](std::int64_t token) {
    return GridSize{token / (kSwinWindow * kSwinWindow), token / kSwinWindow % kSwinWindow,
                    token % kSwinWindow};
  };
  std::vector<std::int64_t> index;
  for (std::int64_t i = 0; i < kTokens; ++i)
    for (std::int64_t j = 0; j < kTokens; ++j) {
      const GridSize from = place(i), to = place(j);
      std::int64_t row = 0;
      for (std::size_t axis = 0; axis < 3; ++axis)
        row = row * kSpan + from[axis] - to[axis] + kSwinWindow - 1;
      index.push_back(row);
    }
  return index;
}

std::array<std::array<int, 3>, 8> mergingOrder(PatchMerging merging) {
  switch (merging) {
    case PatchMerging::legacy:  // two neighbours twice and two not at all: as the public weights were trained
      return {{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 1}, {0, 1, 0}, {0, 0, 1}, {1, 1, 1}}};
    case PatchMerging::fixed:
      return {{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {1, 0, 1}, {0, 1, 1}, {1, 1, 1}}};
    default:
      return {{{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 1, 1}, {1, 0, 0}, {1, 0, 1}, {1, 1, 0}, {1, 1, 1}}};
  }
}

}  // namespace valvista::ml
