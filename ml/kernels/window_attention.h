// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/voxel_grid.h"

namespace valvista::ml {

/// Attention within windows, every window and head on its own. Nothing of the size tokens x tokens is kept
/// but for a few rows a thread.
struct WindowAttention {
  std::int64_t windows = 0, tokens = 0, heads = 0, headWidth = 0;
  /// Row of a token: query (scaled), key, value, each heads x headWidth.
  const float* queryKeyValue = nullptr;
  /// [heads][tokens][paddedTokens]: added to the logits; the padding is so low that nothing is left of it.
  const float* bias = nullptr;
  /// [windows][paddedTokens]: tokens of different regions do not see each other; null where there is one
  /// region.
  const float* regions = nullptr;
  float* out = nullptr;  ///< row of a token: heads x headWidth
};

constexpr std::int64_t paddedTokens(std::int64_t tokens) {
  return (tokens + 31) / 32 * 32;
}
inline constexpr float kUnseenLogit = -1e30F;

void attendWindows(const WindowAttention&);

}  // namespace valvista::ml
