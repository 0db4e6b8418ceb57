// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/fast_swin_transformer.h"

#include "ml/kernels/normalise.h"
#include "ml/kernels/window_attention.h"

#include <ATen/ops/from_blob.h>
#include <algorithm>
#include <cmath>

namespace valvista::ml {

namespace {

/// Rows worked on at once: enough for all threads, few enough to need little memory.
constexpr std::int64_t kRowsAtOnce = 4096;
constexpr std::int64_t kWholeWindow = kSwinWindow * kSwinWindow * kSwinWindow;  ///< tokens

std::vector<float> numbersOf(const at::Tensor& tensor) {
  const at::Tensor plain = tensor.contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

/// Linear layer for queries, keys and values with the queries scaled as the softmax needs them.
FastLinear scaledQueries(const WeightReader& weights, std::int64_t channels, int heads,
                         WeightStorage storage) {
  const at::Tensor weight = weights("weight", {3 * channels, channels}),
                   bias = weights("bias", {3 * channels});
  const double scale = 1.0 / std::sqrt(static_cast<double>(channels / heads));
  weight.slice(0, 0, channels) *= scale;
  bias.slice(0, 0, channels) *= scale;
  return {weight, bias, storage};
}

Finish withBias(const FastLinear& linear) {
  Finish finish;
  finish.bias = linear.bias.data();
  return finish;
}

/// The voxel that lies at a place of the shifted and filled up grid; -1 where none does.
std::int64_t voxelAt(const WindowGrid& cut, const GridSize& place) {
  std::int64_t voxel = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const std::int64_t at = (place[axis] + cut.shift[axis]) % cut.padded[axis];
    if (at >= cut.grid[axis]) return -1;
    voxel = voxel * cut.grid[axis] + at;
  }
  return voxel;
}

std::vector<std::int64_t> voxelsOf(const WindowGrid& cut) {
  const GridSize counts{cut.padded[0] / cut.window[0], cut.padded[1] / cut.window[1],
                        cut.padded[2] / cut.window[2]};
  std::vector<std::int64_t> voxels;
  for (std::int64_t window = 0; window < cut.windows(); ++window)
    for (std::int64_t token = 0; token < cut.tokens(); ++token) {
      const GridSize corner = placeOf(window, counts), inside = placeOf(token, cut.window);
      voxels.push_back(
          voxelAt(cut, {corner[0] * cut.window[0] + inside[0], corner[1] * cut.window[1] + inside[1],
                        corner[2] * cut.window[2] + inside[2]}));
    }
  return voxels;
}

std::vector<float> paddedRegions(const WindowGrid& cut) {
  const std::vector<int> regions = windowRegions(cut);
  const std::int64_t tokens = cut.tokens(), width = paddedTokens(tokens);
  std::vector<float> padded(static_cast<std::size_t>(cut.windows() * width));
  for (std::int64_t i = 0; i < cut.windows() * tokens; ++i)
    padded[static_cast<std::size_t>(i / tokens * width + i % tokens)] =
        static_cast<float>(regions[static_cast<std::size_t>(i)]);
  return padded;
}

std::vector<float> paddedBias(const at::Tensor& table, std::int64_t tokens) {
  const std::vector<std::int64_t> index = relativePositionIndex();
  const std::int64_t heads = table.size(1), width = paddedTokens(tokens);
  const float* rows = table.data_ptr<float>();
  std::vector<float> bias(static_cast<std::size_t>(heads * tokens * width), kUnseenLogit);
  for (std::int64_t head = 0; head < heads; ++head)
    for (std::int64_t i = 0; i < tokens; ++i)
      for (std::int64_t j = 0; j < tokens; ++j)
        bias[static_cast<std::size_t>((head * tokens + i) * width + j)] =
            rows[index[static_cast<std::size_t>(i * kWholeWindow + j)] * heads + head];
  return bias;
}

}  // namespace

FastLinear::FastLinear(const at::Tensor& weight, const at::Tensor& biasTensor, WeightStorage storage)
    : matrix(weight, storage), bias(numbersOf(biasTensor)) {}

FastLayerNorm::FastLayerNorm(const WeightReader& weights, std::int64_t channels)
    : scale(numbersOf(weights("weight", {channels}))), shift(numbersOf(weights("bias", {channels}))) {}

void FastLayerNorm::apply(const float* from, float* to) const {
  normaliseRows(from, 0, 1, static_cast<std::int64_t>(scale.size()), scale.data(), shift.data(), to, 0);
}

FastSwinBlock::FastSwinBlock(const WeightReader& weights, std::int64_t channels, int heads, bool shifted,
                             WeightStorage storage)
    : heads_(heads),
      shifted_(shifted),
      norm1_(weights.below("norm1"), channels),
      norm2_(weights.below("norm2"), channels),
      queryKeyValue_(scaledQueries(weights.below("attn.qkv"), channels, heads, storage)),
      projection_(weights.below("attn.proj"), channels, channels, storage),
      widen_(weights.below("mlp.linear1"), channels, kMlpRatio * channels, storage),
      narrow_(weights.below("mlp.linear2"), kMlpRatio * channels, channels, storage),
      table_(weights("attn.relative_position_bias_table", {kTableRows, heads})) {
  std::vector<std::int64_t> index = relativePositionIndex();
  weights.expect("attn.relative_position_index",
                 at::from_blob(index.data(), {kWholeWindow, kWholeWindow}, at::kLong));
}

void FastSwinBlock::layOut(const GridSize& grid) {
  if (layout_.cut.grid == grid) return;
  layout_.cut = windowGridOf(grid, shifted_);
  layout_.voxels = voxelsOf(layout_.cut);
  layout_.regions = layout_.cut.isShifted() ? paddedRegions(layout_.cut) : std::vector<float>();
  layout_.bias = paddedBias(table_, layout_.cut.tokens());
}

void FastSwinBlock::apply(const VoxelGrid& x) {
  layOut(x.size);
  const std::int64_t windows = layout_.cut.windows();
  const std::int64_t atOnce = std::max<std::int64_t>(1, kRowsAtOnce / layout_.cut.tokens());
  for (std::int64_t first = 0; first < windows; first += atOnce)
    attend(x, first, std::min(atOnce, windows - first));
  for (std::int64_t first = 0; first < x.voxels(); first += kRowsAtOnce)
    widenAndNarrow(x, first, std::min(kRowsAtOnce, x.voxels() - first));
}

void FastSwinBlock::attend(const VoxelGrid& x, std::int64_t firstWindow, std::int64_t windows) const {
  const std::int64_t tokens = layout_.cut.tokens(), rows = windows * tokens, channels = x.channels;
  const std::int64_t* voxels = layout_.voxels.data() + firstWindow * tokens;
  const FloatBuffer queryKeyValue(rows * 3 * channels), seen(rows * channels);
  RowTask task;
  task.source = [&](std::int64_t first, std::int64_t count, float* scratch) -> Rows {
    for (std::int64_t i = 0; i < count; ++i) {
      float* row = scratch + i * channels;
      if (voxels[first + i] < 0)
        std::fill_n(row, channels, 0.0F);  // filled up after the norm
      else
        norm1_.apply(x.at(voxels[first + i]), row);
    }
    return {scratch, channels};
  };
  task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                  const Rows& sums) {
    finishRows(sums.first, sums.stride, count, column, columns, queryKeyValue.get() + first * 3 * channels,
               3 * channels, withBias(queryKeyValue_));
  };
  multiplyRows(rows, queryKeyValue_.matrix, task);

  const float* regions =
      layout_.regions.empty() ? nullptr : layout_.regions.data() + firstWindow * paddedTokens(tokens);
  attendWindows({windows, tokens, heads_, channels / heads_, queryKeyValue.get(), layout_.bias.data(),
                 regions, seen.get()});

  task.source = [&](std::int64_t first, std::int64_t, float*) -> Rows {
    return {seen.get() + first * channels, channels};
  };
  task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                  const Rows& sums) {
    for (std::int64_t i = 0; i < count; ++i) {
      if (voxels[first + i] < 0) continue;
      Finish finish = withBias(projection_);
      finish.addend = x.at(voxels[first + i]);
      finishRows(sums.first + i * sums.stride, 0, 1, column, columns, x.at(voxels[first + i]), 0, finish);
    }
  };
  multiplyRows(rows, projection_.matrix, task);
}

void FastSwinBlock::widenAndNarrow(const VoxelGrid& x, std::int64_t begin, std::int64_t rows) const {
  const std::int64_t channels = x.channels, wide = widen_.matrix.columns();
  const FloatBuffer hidden(rows * wide);
  RowTask task;
  task.source = [&](std::int64_t first, std::int64_t count, float* scratch) -> Rows {
    for (std::int64_t i = 0; i < count; ++i) norm2_.apply(x.at(begin + first + i), scratch + i * channels);
    return {scratch, channels};
  };
  task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                  const Rows& sums) {
    Finish finish = withBias(widen_);
    finish.activation = Activation::gelu;
    finishRows(sums.first, sums.stride, count, column, columns, hidden.get() + first * wide, wide, finish);
  };
  multiplyRows(rows, widen_.matrix, task);

  task.source = [&](std::int64_t first, std::int64_t, float*) -> Rows {
    return {hidden.get() + first * wide, wide};
  };
  task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                  const Rows& sums) {
    Finish finish = withBias(narrow_);
    finish.addend = x.at(begin + first);
    finish.addendStride = x.stride;
    finishRows(sums.first, sums.stride, count, column, columns, x.at(begin + first), x.stride, finish);
  };
  multiplyRows(rows, narrow_.matrix, task);
}

FastSwinStage::FastSwinStage(const WeightReader& weights, std::int64_t channels, int heads,
                             PatchMerging merging, WeightStorage storage)
    : order_(mergingOrder(merging)),
      norm_(weights.below("downsample.norm"), 8 * channels),
      reduction_(weights("downsample.reduction.weight", {2 * channels, 8 * channels}), storage) {
  for (int i = 0; i < kSwinBlocks; ++i)
    blocks_.emplace_back(weights.below("blocks." + std::to_string(i)), channels, heads, i % 2 == 1, storage);
}

VoxelGrid FastSwinStage::apply(const VoxelGrid& state) {
  for (FastSwinBlock& block : blocks_) block.apply(state);
  const VoxelGrid merged({state.size[0] / 2, state.size[1] / 2, state.size[2] / 2}, reduction_.columns());
  const std::int64_t channels = state.channels, depth = reduction_.depth();
  RowTask task;
  task.source = [&](std::int64_t first, std::int64_t count, float* scratch) -> Rows {
    for (std::int64_t i = 0; i < count; ++i) {
      const GridSize place = placeOf(first + i, merged.size);
      float* row = scratch + i * depth;
      for (std::size_t n = 0; n < order_.size(); ++n) {
        const auto& [d, h, w] = order_[n];
        const std::int64_t voxel =
            ((2 * place[0] + d) * state.size[1] + 2 * place[1] + h) * state.size[2] + 2 * place[2] + w;
        std::copy_n(state.at(voxel), channels, row + static_cast<std::int64_t>(n) * channels);
      }
      norm_.apply(row, row);
    }
    return {scratch, depth};
  };
  task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                  const Rows& sums) {
    finishRows(sums.first, sums.stride, count, column, columns, merged.at(first), merged.stride, {});
  };
  multiplyRows(merged.voxels(), reduction_, task);
  return merged;
}

}  // namespace valvista::ml
