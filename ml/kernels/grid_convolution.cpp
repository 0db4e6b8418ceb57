// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/grid_convolution.h"

#include "ml/kernels/gather.h"
#include "ml/kernels/winograd.h"

#include <ATen/ops/cat.h>
#include <algorithm>

namespace valvista::ml {

namespace {

std::vector<float> numbersOf(const at::Tensor& tensor) {
  if (!tensor.defined()) return {};
  const at::Tensor plain = tensor.contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

bool suitsWinograd(std::int64_t kernel, std::int64_t stride, const VoxelGrid& in) {
  constexpr std::int64_t kFewestChannels = 8, kFewestTiles = 8;
  if ((kernel != 3 && kernel != 5) || stride != 1 || in.channels < kFewestChannels) return false;
  const std::int64_t tile = winogradTile(kernel);
  const bool whole =
      std::all_of(in.size.begin(), in.size.end(), [&](std::int64_t side) { return side % tile == 0; });
  return whole && in.voxels() >= kFewestTiles * tile * tile * tile;
}

}  // namespace

GridConvolution::GridConvolution(const at::Tensor& weight, const at::Tensor& bias, std::int64_t stride,
                                 WeightStorage storage)
    : kernel_(weight.size(2)),
      stride_(stride),
      matrix_(weight.permute({0, 2, 3, 4, 1}).reshape({weight.size(0), -1}), storage),
      bias_(numbersOf(bias)) {}

GridSize GridConvolution::outSize(const GridSize& in) const {
  return {in[0] / stride_, in[1] / stride_, in[2] / stride_};
}

void GridConvolution::apply(const VoxelGrid& in, const VoxelGrid& out, Finish finish) const {
  finish.bias = bias_.empty() ? nullptr : bias_.data();
  if (suitsWinograd(kernel_, stride_, in)) return convolveByWinograd(in, matrix_, kernel_, out, finish);
  const std::int64_t reach = (kernel_ - 1) / 2, depth = matrix_.depth();
  const TapBox taps{{-reach, -reach, -reach}, {kernel_, kernel_, kernel_}};
  RowTask task;
  task.source = [&](std::int64_t first, std::int64_t count, float* scratch) -> Rows {
    if (kernel_ == 1 && stride_ == 1) return {in.at(first), in.stride};
    gatherTaps(in, taps, stride_, out.size, first, count, scratch);
    return {scratch, depth};
  };
  task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                  const Rows& sums) {
    Finish here = finish;
    if (here.addend != nullptr) here.addend += first * here.addendStride;
    finishRows(sums.first, sums.stride, count, column, columns, out.at(first), out.stride, here);
  };
  multiplyRows(out.voxels(), matrix_, task);
}

VoxelGrid GridConvolution::operator()(const VoxelGrid& in, const Finish& finish) const {
  VoxelGrid out(outSize(in.size), outChannels());
  apply(in, out, finish);
  return out;
}

GridUpConvolution::GridUpConvolution(const at::Tensor& weight, const at::Tensor& bias, WeightStorage storage)
    : reach_(weight.size(2) - 2), bias_(numbersOf(bias)) {
  // Along an axis output 2i is tap 1 of input i; 2i + 1 is tap 2 of input i and tap 0 of input i + 1. Without
  // a reach, output 2i + p is tap p of input i.
  const auto tapsOf = [&](at::Tensor part, std::int64_t axis, bool odd) {
    if (reach_ == 0) return part.slice(axis, odd ? 1 : 0, odd ? 2 : 1);
    if (!odd) return part.slice(axis, 1, 2);
    return at::cat({part.slice(axis, 2, 3), part.slice(axis, 0, 1)}, axis);
  };
  for (int parity = 0; parity < 8; ++parity) {
    at::Tensor part = weight;
    for (int axis = 0; axis < 3; ++axis) part = tapsOf(part, axis + 2, (parity >> (2 - axis) & 1) != 0);
    matrices_.emplace_back(part.permute({1, 2, 3, 4, 0}).reshape({weight.size(1), -1}), storage);
  }
}

void GridUpConvolution::apply(const VoxelGrid& in, const VoxelGrid& out, Finish finish) const {
  finish.bias = bias_.empty() ? nullptr : bias_.data();
  for (int parity = 0; parity < 8; ++parity) {
    const GridSize odd{parity >> 2 & 1, parity >> 1 & 1, parity & 1};
    const TapBox taps{{0, 0, 0}, {1 + reach_ * odd[0], 1 + reach_ * odd[1], 1 + reach_ * odd[2]}};
    const PackedMatrix& matrix = matrices_[static_cast<std::size_t>(parity)];
    RowTask task;
    task.source = [&](std::int64_t first, std::int64_t count, float* scratch) -> Rows {
      gatherTaps(in, taps, 1, in.size, first, count, scratch);
      return {scratch, matrix.depth()};
    };
    task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                    const Rows& sums) {
      for (std::int64_t i = 0, run = 0; i < count; i += run) {
        const GridSize place = placeOf(first + i, in.size);
        run = std::min(count - i, in.size[2] - place[2]);
        const std::int64_t voxel =
            ((2 * place[0] + odd[0]) * out.size[1] + 2 * place[1] + odd[1]) * out.size[2] + 2 * place[2] +
            odd[2];
        finishRows(sums.first + i * sums.stride, sums.stride, run, column, columns, out.at(voxel),
                   2 * out.stride, finish);
      }
    };
    multiplyRows(in.voxels(), matrix, task);
  }
}

}  // namespace valvista::ml
