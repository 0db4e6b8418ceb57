// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/matrix.h"

#include "ml/kernels/parallel.h"
#include "ml/kernels/scratch.h"
#include "ml/kernels/vec.h"

#include <algorithm>
#include <bit>

namespace valvista::ml {

namespace {

/// Depth of the part of a panel that stays in the nearest caches while all rows of a task pass.
constexpr std::int64_t kDepthStep = 512;

/// c = a w, or c += a w: the sums of ROWS rows and PANELS times 16 columns stay in registers.
template <int ROWS, int PANELS, class Weight>
VALVISTA_INLINE void multiplyTile(const Rows& a, std::int64_t depth, const Weight* w, std::int64_t wStride,
                                  float* c, std::int64_t cStride, bool adds) {
  Vec sums[ROWS][PANELS];
#pragma GCC unroll 16
  for (int r = 0; r < ROWS; ++r)
#pragma GCC unroll 2
    for (int p = 0; p < PANELS; ++p) sums[r][p] = adds ? load(c + r * cStride + p * kLanes) : Vec{};
  for (std::int64_t k = 0; k < depth; ++k) {
    Vec weights[PANELS];
#pragma GCC unroll 2
    for (int p = 0; p < PANELS; ++p) weights[p] = load(w + p * wStride + k * kLanes);
#pragma GCC unroll 16
    for (int r = 0; r < ROWS; ++r)
#pragma GCC unroll 2
      for (int p = 0; p < PANELS; ++p) sums[r][p] += a.first[r * a.stride + k] * weights[p];
  }
#pragma GCC unroll 16
  for (int r = 0; r < ROWS; ++r)
#pragma GCC unroll 2
    for (int p = 0; p < PANELS; ++p) store(c + r * cStride + p * kLanes, sums[r][p]);
}

template <int PANELS, class Weight>
VALVISTA_INLINE void multiplyTiles(Rows a, std::int64_t rows, std::int64_t depth, const Weight* w,
                                   std::int64_t wStride, float* c, std::int64_t cStride, bool adds) {
  while (rows > 0) {
    const std::int64_t tile = rows >= 12 ? 12 : rows >= 8 ? 8 : rows >= 4 ? 4 : rows;
    switch (tile) {
      case 12:
        multiplyTile<12, PANELS>(a, depth, w, wStride, c, cStride, adds);
        break;
      case 8:
        multiplyTile<8, PANELS>(a, depth, w, wStride, c, cStride, adds);
        break;
      case 4:
        multiplyTile<4, PANELS>(a, depth, w, wStride, c, cStride, adds);
        break;
      case 3:
        multiplyTile<3, PANELS>(a, depth, w, wStride, c, cStride, adds);
        break;
      case 2:
        multiplyTile<2, PANELS>(a, depth, w, wStride, c, cStride, adds);
        break;
      default:
        multiplyTile<1, PANELS>(a, depth, w, wStride, c, cStride, adds);
    }
    a.first += tile * a.stride;
    c += tile * cStride;
    rows -= tile;
  }
}

VALVISTA_KERNEL void multiplyFloats(const Rows& a, std::int64_t rows, std::int64_t depth, const float* w,
                                    std::int64_t wStride, int panels, float* c, std::int64_t cStride,
                                    bool adds) {
  if (panels == 2)
    multiplyTiles<2>(a, rows, depth, w, wStride, c, cStride, adds);
  else
    multiplyTiles<1>(a, rows, depth, w, wStride, c, cStride, adds);
}

VALVISTA_KERNEL void multiplyHalves(const Rows& a, std::int64_t rows, std::int64_t depth,
                                    const std::uint16_t* w, std::int64_t wStride, int panels, float* c,
                                    std::int64_t cStride, bool adds) {
  if (panels == 2)
    multiplyTiles<2>(a, rows, depth, w, wStride, c, cStride, adds);
  else
    multiplyTiles<1>(a, rows, depth, w, wStride, c, cStride, adds);
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
  multiplyFloats(a, rows, depth, w, wStride, twoPanels ? 2 : 1, c, cStride, false);
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
          multiplyFloats(part, count, step, matrix.floats() + at, panelSize, panels, c, 2 * kLanes, k > 0);
        else
          multiplyHalves(part, count, step, matrix.halves() + at, panelSize, panels, c, 2 * kLanes, k > 0);
      }
      const std::int64_t column = panel * kLanes;
      task.sink(first, count, column, std::min(panels * kLanes, matrix.columns() - column), {c, 2 * kLanes});
    }
  });
}

}  // namespace valvista::ml
