// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace valvista::ml {

enum class Activation { none, elu, leaky, gelu };

/// What happens to a row of sums before it is stored: last(act(sums + bias + addend)), or, where `addsLast`,
/// last(act(sums + bias) + addend).
struct Finish {
  const float* bias = nullptr;    ///< of every channel
  const float* addend = nullptr;  ///< rows as those that are stored
  std::int64_t addendStride = 0;
  bool addsLast = false;
  Activation activation = Activation::none, last = Activation::none;
  float slope = 0.0F;  ///< of `leaky` below 0
};

/// Stores rows of `channels` sums, from channel `column` of bias and addend on. `to` and the addend are those
/// of the first row's channel 0.
void finishRows(const float* sums, std::int64_t sumStride, std::int64_t rows, std::int64_t column,
                std::int64_t channels, float* to, std::int64_t toStride, const Finish&);

}  // namespace valvista::ml
