// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/matrix.h"

#include "ml/kernels/parallel.h"
#include "ml/kernels/scratch.h"
#include "ml/kernels/vec.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace valvista::ml {

namespace {

/// Depth of the part of a panel that stays in the nearest caches while all rows of a task pass.
constexpr std::int64_t kDepthStep = 512;

/// c = a w, or c += a w: the sums of ROWS rows and VECTORS vectors of columns stay in registers. `wStep` is
/// from one vector of weights to the next.
template <class Vector, int ROWS, int VECTORS, class Weight>
VALVISTA_INLINE void multiplyTile(const Rows& a, std::int64_t depth, const Weight* w, std::int64_t wStep,
                                  float* c, std::int64_t cStride, bool adds) {
  constexpr int kWidth = sizeof(Vector) / sizeof(float);
  Vector sums[ROWS][VECTORS];
#pragma GCC unroll 16
  for (int r = 0; r < ROWS; ++r)
#pragma GCC unroll 2
    for (int v = 0; v < VECTORS; ++v) {
      sums[r][v] = Vector{};
      if (adds) loadTo(sums[r][v], c + r * cStride + v * kWidth);
    }
  for (std::int64_t k = 0; k < depth; ++k) {
    Vector weights[VECTORS];
#pragma GCC unroll 2
    for (int v = 0; v < VECTORS; ++v) loadTo(weights[v], w + v * wStep + k * kLanes);
#pragma GCC unroll 16
    for (int r = 0; r < ROWS; ++r)
#pragma GCC unroll 2
      for (int v = 0; v < VECTORS; ++v) sums[r][v] += a.first[r * a.stride + k] * weights[v];
  }
#pragma GCC unroll 16
  for (int r = 0; r < ROWS; ++r)
#pragma GCC unroll 2
    for (int v = 0; v < VECTORS; ++v) std::memcpy(c + r * cStride + v * kWidth, &sums[r][v], sizeof(Vector));
}

/// All rows, MOST at a time and the rest in smaller tiles.
template <class Vector, int MOST, int VECTORS, class Weight>
VALVISTA_INLINE void multiplyTiles(Rows a, std::int64_t rows, std::int64_t depth, const Weight* w,
                                   std::int64_t wStep, float* c, std::int64_t cStride, bool adds) {
  constexpr int kMiddle = MOST > 8 ? 8 : 4;
  while (rows > 0) {
    const std::int64_t tile = rows >= MOST ? MOST : rows >= kMiddle ? kMiddle : rows >= 4 ? 4 : rows;
    if (tile == MOST)
      multiplyTile<Vector, MOST, VECTORS>(a, depth, w, wStep, c, cStride, adds);
    else if (tile == kMiddle)
      multiplyTile<Vector, kMiddle, VECTORS>(a, depth, w, wStep, c, cStride, adds);
    else if (tile == 4)
      multiplyTile<Vector, 4, VECTORS>(a, depth, w, wStep, c, cStride, adds);
    else if (tile == 3)
      multiplyTile<Vector, 3, VECTORS>(a, depth, w, wStep, c, cStride, adds);
    else if (tile == 2)
      multiplyTile<Vector, 2, VECTORS>(a, depth, w, wStep, c, cStride, adds);
    else
      multiplyTile<Vector, 1, VECTORS>(a, depth, w, wStep, c, cStride, adds);
    a.first += tile * a.stride;
    c += tile * cStride;
    rows -= tile;
  }
}

/// Rows times one or two panels of weights: what multiplyWide and multiplyNarrow do.
template <class Weight>
struct PanelTask {
  Rows a;
  std::int64_t rows, depth;
  const Weight* w;
  std::int64_t wStride;
  int panels;
  float* c;
  std::int64_t cStride;
  bool adds;
};

/// For 32 registers of 16 floats: 12 rows and two panels take 24 of them.
template <class Weight>
VALVISTA_INLINE void multiplyWideOf(const PanelTask<Weight>& t) {
  if (t.panels == 2)
    multiplyTiles<Vec, 12, 2>(t.a, t.rows, t.depth, t.w, t.wStride, t.c, t.cStride, t.adds);
  else
    multiplyTiles<Vec, 12, 1>(t.a, t.rows, t.depth, t.w, t.wStride, t.c, t.cStride, t.adds);
}

/// For 16 registers of 8 floats: 6 rows and one panel take 12 of them. More would go through memory at every
/// step, which takes ten times as long.
template <class Weight>
VALVISTA_INLINE void multiplyNarrowOf(const PanelTask<Weight>& t) {
  for (int panel = 0; panel < t.panels; ++panel)
    multiplyTiles<NarrowVec, 6, 2>(t.a, t.rows, t.depth, t.w + panel * t.wStride, kLanes / 2,
                                   t.c + panel * kLanes, t.cStride, t.adds);
}

VALVISTA_WIDE_KERNEL void multiplyWide(const PanelTask<float>& task) {
  multiplyWideOf(task);
}
VALVISTA_WIDE_KERNEL void multiplyWide(const PanelTask<std::uint16_t>& task) {
  multiplyWideOf(task);
}
VALVISTA_NARROW_KERNEL void multiplyNarrow(const PanelTask<float>& task) {
  multiplyNarrowOf(task);
}
VALVISTA_NARROW_KERNEL void multiplyNarrow(const PanelTask<std::uint16_t>& task) {
  multiplyNarrowOf(task);
}

template <class Weight>
void multiply(const PanelTask<Weight>& task) {
  if (hasWideRegisters())
    multiplyWide(task);
  else
    multiplyNarrow(task);
}

/// To the nearest, ties to even. Weights are finite.
std::uint16_t bfloat16Of(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

}  // namespace

PackedMatrix::PackedMatrix(const at::Tensor& weights, WeightStorage storage)
    : depth_(weights.numel() / weights.size(0)), columns_(weights.size(0)), storage_(storage) {
  const std::int64_t count = panels() * depth_ * kLanes;
  const auto pack = [&](auto* to, auto convert) {
    for (std::int64_t first = 0; first < columns_; first += kLanes) {
      const std::int64_t columns = std::min(kLanes, columns_ - first);
      // A panel at a time: where axes change places this is a copy.
      const at::Tensor panel = weights.narrow(0, first, columns).reshape({columns, depth_}).contiguous();
      const float* from = panel.data_ptr<float>();
      for (std::int64_t row = 0; row < depth_; ++row)
        for (std::int64_t column = 0; column < kLanes; ++column)
          *to++ = convert(column < columns ? from[column * depth_ + row] : 0.0F);
    }
  };
  if (storage == WeightStorage::float32) {
    numbers_ = FloatBuffer(count);
    pack(numbers_.get(), [](float value) { return value; });
  } else {
    numbers_ = FloatBuffer((count + 1) / 2);
    pack(reinterpret_cast<std::uint16_t*>(numbers_.get()), bfloat16Of);
  }
}

void multiplyPanel(const Rows& a, std::int64_t rows, std::int64_t depth, const float* w, std::int64_t wStride,
                   bool twoPanels, float* c, std::int64_t cStride) {
  multiply(PanelTask<float>{a, rows, depth, w, wStride, twoPanels ? 2 : 1, c, cStride, false});
}

void multiplyRows(std::int64_t rows, const PackedMatrix& matrix, const RowTask& task) {
  const std::int64_t threads = at::get_num_threads(), depth = matrix.depth(), panelSize = depth * kLanes;
  const std::int64_t runs = (rows + kRowsPerTask - 1) / kRowsPerTask, pairs = (matrix.panels() + 1) / 2;
  // Few rows and many columns: the columns are shared out too.
  const std::int64_t shares = task.wholeRows ? 1 : std::clamp(4 * threads / runs, std::int64_t{1}, pairs);
  const std::int64_t scratchSize = kRowsPerTask * (depth + 2 * kLanes) + kLanes;
  float* const scratch = scratchOf(threads * scratchSize);
  forEachTask(runs * shares, [&](std::int64_t number, int thread) {
    const std::int64_t first = number / shares * kRowsPerTask, count = std::min(kRowsPerTask, rows - first);
    float* c = scratch + thread * scratchSize;
    const Rows a = task.source(first, count, c + kRowsPerTask * 2 * kLanes);
    const std::int64_t share = number % shares;
    for (std::int64_t pair = share * pairs / shares; pair < (share + 1) * pairs / shares; ++pair) {
      const std::int64_t panel = 2 * pair;
      const int panels = panel + 1 < matrix.panels() ? 2 : 1;
      for (std::int64_t k = 0; k < depth; k += kDepthStep) {
        const std::int64_t step = std::min(kDepthStep, depth - k), at = panel * panelSize + k * kLanes;
        const Rows part{a.first + k, a.stride};
        if (matrix.storage() == WeightStorage::float32)
          multiply(PanelTask<float>{part, count, step, matrix.floats() + at, panelSize, panels, c, 2 * kLanes,
                                    k > 0});
        else
          multiply(PanelTask<std::uint16_t>{part, count, step, matrix.halves() + at, panelSize, panels, c,
                                            2 * kLanes, k > 0});
      }
      const std::int64_t column = panel * kLanes;
      task.sink(first, count, column, std::min(panels * kLanes, matrix.columns() - column), {c, 2 * kLanes});
    }
  });
}

}  // namespace valvista::ml
