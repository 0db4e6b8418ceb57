// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/voxel_grid.h"

#include <ATen/core/Tensor.h>
#include <functional>

namespace valvista::ml {

/// How weights are kept. In bfloat16 they take half the memory; sums are float32 either way.
enum class WeightStorage { float32, bfloat16 };

/// A matrix that rows of `depth` numbers are multiplied with to give rows of `columns`, laid out for the
/// processor: sixteen columns side by side, [columns / 16][depth][16], filled up with zeros.
class PackedMatrix {
 public:
  PackedMatrix() = default;
  /// From [columns, depth], as LibTorch keeps linear layers; the depth may be several axes, of any strides.
  PackedMatrix(const at::Tensor& weights, WeightStorage);

  std::int64_t depth() const { return depth_; }
  std::int64_t columns() const { return columns_; }
  std::int64_t panels() const { return (columns_ + 15) / 16; }
  WeightStorage storage() const { return storage_; }
  const float* floats() const { return numbers_.get(); }  ///< of float32 storage
  const std::uint16_t* halves() const {                   ///< of bfloat16 storage
    return reinterpret_cast<const std::uint16_t*>(numbers_.get());
  }

 private:
  std::int64_t depth_ = 0, columns_ = 0;
  WeightStorage storage_ = WeightStorage::float32;
  FloatBuffer numbers_;
};

struct Rows {
  const float* first;
  std::int64_t stride;
};

/// Where rows come from and where products go, for a run of at most kRowsPerTask rows at a time. Called from
/// many threads.
struct RowTask {
  /// Rows [first, first + count); `scratch` has room for them.
  std::function<Rows(std::int64_t first, std::int64_t count, float* scratch)> source;
  /// Columns [column, column + columns) of the products of those rows, each row kept 16 to 32 floats wide.
  std::function<void(std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                     const Rows& products)>
      sink;
  bool wholeRows = false;  ///< one call of `source` before all columns of its rows: they may be overwritten
};

inline constexpr std::int64_t kRowsPerTask = 48;

/// Products of `rows` rows with the matrix.
void multiplyRows(std::int64_t rows, const PackedMatrix&, const RowTask&);

/// Products of few rows with 16 or 32 columns of a matrix in float32, `wStride` floats from sixteen columns
/// to the next; the products are kept `cStride` floats apart.
void multiplyPanel(const Rows& a, std::int64_t rows, std::int64_t depth, const float* w, std::int64_t wStride,
                   bool twoPanels, float* c, std::int64_t cStride);

}  // namespace valvista::ml
