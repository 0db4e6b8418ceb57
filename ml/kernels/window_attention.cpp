// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/window_attention.h"

#include "ml/kernels/matrix.h"
#include "ml/kernels/parallel.h"
#include "ml/kernels/vec.h"

#include <algorithm>

namespace valvista::ml {

namespace {

constexpr std::int64_t kQueries = 12;  ///< at once
constexpr float kMaskedLogit = -100.0F;

/// Logits of one query to exp(logit - largest); the sum of them is returned.
VALVISTA_KERNEL float softmaxRow(float* logits, std::int64_t width, const float* bias, const float* regions,
                                 float region) {
  Vec largest = Vec{} + kUnseenLogit;
  for (std::int64_t i = 0; i < width; i += kLanes) {
    Vec logit = load(logits + i) + load(bias + i);
    if (regions != nullptr) logit += load(regions + i) == region ? Vec{} : Vec{} + kMaskedLogit;
    store(logits + i, logit);
    largest = larger(largest, logit);
  }
  const float top = largestOf(largest);
  Vec sum{};
  for (std::int64_t i = 0; i < width; i += kLanes) {
    const Vec weight = expOf(load(logits + i) - top);
    store(logits + i, weight);
    sum += weight;
  }
  return sumOf(sum);
}

/// A thread's room: keys with tokens side by side, values with channels side by side, logits, sums.
struct Room {
  float *keys, *values, *logits, *sums;
  static std::int64_t size(const WindowAttention& a) {
    const std::int64_t width = paddedTokens(a.tokens), panels = (a.headWidth + kLanes - 1) / kLanes;
    return width * a.headWidth + panels * kLanes * a.tokens + kQueries * width + kQueries * kLanes;
  }
  Room(float* begin, const WindowAttention& a)
      : keys(begin),
        values(keys + paddedTokens(a.tokens) * a.headWidth),
        logits(values + (a.headWidth + kLanes - 1) / kLanes * kLanes * a.tokens),
        sums(logits + kQueries * paddedTokens(a.tokens)) {}
};

/// Keys to [tokens / 16][headWidth][16], values to [headWidth / 16][tokens][16], both filled up with zeros.
void layOut(const WindowAttention& a, const float* rows, const Room& room) {
  const std::int64_t channels = a.heads * a.headWidth, stride = 3 * channels;
  const std::int64_t width = paddedTokens(a.tokens);
  for (std::int64_t token = 0; token < width; ++token)
    for (std::int64_t c = 0; c < a.headWidth; ++c)
      room.keys[(token / kLanes * a.headWidth + c) * kLanes + token % kLanes] =
          token < a.tokens ? rows[token * stride + channels + c] : 0.0F;
  for (std::int64_t first = 0; first < a.headWidth; first += kLanes)
    for (std::int64_t token = 0; token < a.tokens; ++token)
      for (std::int64_t lane = 0; lane < kLanes; ++lane)
        room.values[first * a.tokens + token * kLanes + lane] =
            first + lane < a.headWidth ? rows[token * stride + 2 * channels + first + lane] : 0.0F;
}

void attend(const WindowAttention& a, std::int64_t window, std::int64_t head, const Room& room) {
  const std::int64_t channels = a.heads * a.headWidth, stride = 3 * channels, width = paddedTokens(a.tokens);
  const float* rows = a.queryKeyValue + window * a.tokens * stride + head * a.headWidth;
  float* out = a.out + window * a.tokens * channels + head * a.headWidth;
  const float* regions = a.regions == nullptr ? nullptr : a.regions + window * width;
  layOut(a, rows, room);
  for (std::int64_t query = 0; query < a.tokens; query += kQueries) {
    const std::int64_t count = std::min(kQueries, a.tokens - query);
    for (std::int64_t token = 0; token < width; token += 2 * kLanes)
      multiplyPanel({rows + query * stride, stride}, count, a.headWidth, room.keys + token * a.headWidth,
                    a.headWidth * kLanes, true, room.logits + token, width);
    float share[kQueries];
    for (std::int64_t i = 0; i < count; ++i)
      share[i] =
          1.0F / softmaxRow(room.logits + i * width, width, a.bias + (head * a.tokens + query + i) * width,
                            regions, regions == nullptr ? 0.0F : regions[query + i]);
    for (std::int64_t first = 0; first < a.headWidth; first += kLanes) {
      multiplyPanel({room.logits, width}, count, a.tokens, room.values + first * a.tokens, 0, false,
                    room.sums, kLanes);
      for (std::int64_t i = 0; i < count; ++i)
        for (std::int64_t lane = 0; lane < std::min(kLanes, a.headWidth - first); ++lane)
          out[(query + i) * channels + first + lane] = room.sums[i * kLanes + lane] * share[i];
    }
  }
}

}  // namespace

void attendWindows(const WindowAttention& attention) {
  const std::int64_t size = Room::size(attention);
  const FloatBuffer memory(at::get_num_threads() * size);
  forEachTask(attention.windows * attention.heads, [&](std::int64_t task, int thread) {
    attend(attention, task / attention.heads, task % attention.heads,
           Room(memory.get() + thread * size, attention));
  });
}

}  // namespace valvista::ml
