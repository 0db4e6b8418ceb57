// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/kernels/grid_convolution.h"

#include "ml/kernels/gather.h"
#include "ml/kernels/winograd.h"

#include <ATen/TensorIndexing.h>
#include <ATen/ops/zeros.h>
#include <algorithm>

namespace valvista::ml {

namespace {

std::vector<float> numbersOf(const at::Tensor& tensor) {
  if (!tensor.defined()) return {};
  const at::Tensor plain = tensor.contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

}  // namespace

GridConvolution::GridConvolution(const at::Tensor& weight, const at::Tensor& bias, std::int64_t stride,
                                 WeightStorage storage)
    : kernel_(weight.size(2)),
      stride_(stride),
      matrix_(weight.permute({0, 2, 3, 4, 1}), storage),
      bias_(numbersOf(bias)) {}

GridSize GridConvolution::outSize(const GridSize& in) const {
  return {in[0] / stride_, in[1] / stride_, in[2] / stride_};
}

void GridConvolution::apply(const VoxelGrid& in, const VoxelGrid& out, Finish finish) const {
  finish.bias = bias_.empty() ? nullptr : bias_.data();
  if (finish.addend != nullptr) finish.addend += out.voxelsBefore() * finish.addendStride;
  if (stride_ == 1 && suitsWinograd(kernel_, in))
    convolveByWinograd(in, matrix_, kernel_, out, finish);
  else
    multiply(in, out, finish, false);
}

VoxelGrid GridConvolution::slide(const VoxelGrid& in, const Finish& finish) const {
  constexpr std::int64_t kSlices = 8;  // at once; they must end before what the next ones read
  static_assert(kSlide >= kSlices + 2, "two slices are the reach of the widest kernel");
  const VoxelGrid out = in.shiftedBack(kSlide).slice(0, outChannels());
  for (std::int64_t slice = 0; slice < in.size[0]; slice += kSlices)
    apply(in, out.slicesFrom(slice, std::min(kSlices, in.size[0] - slice)), finish);
  return out;
}

VoxelGrid GridConvolution::replace(const VoxelGrid& in) const {
  const VoxelGrid out = in.slice(0, outChannels());
  Finish finish;
  finish.bias = bias_.empty() ? nullptr : bias_.data();
  multiply(in, out, finish, true);
  return out;
}

void GridConvolution::multiply(const VoxelGrid& in, const VoxelGrid& out, const Finish& finish,
                               bool inPlace) const {
  const std::int64_t reach = (kernel_ - 1) / 2, depth = matrix_.depth();
  const TapBox taps{{-reach, -reach, -reach}, {kernel_, kernel_, kernel_}};
  RowTask task;
  task.wholeRows = inPlace;
  task.source = [&](std::int64_t first, std::int64_t count, float* scratch) -> Rows {
    first += out.voxelsBefore();
    if (kernel_ == 1 && stride_ == 1 && !inPlace) return {in.at(first), in.stride};
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
    : reach_(weight.size(2) - 2), out_(weight.size(1)) {
  // Along an axis output 2i is tap 1 of input i; 2i + 1 is tap 2 of input i and tap 0 of input i + 1. Without
  // a reach, output 2i + p is tap p of input i.
  const std::int64_t in = weight.size(0), side = 1 + reach_;
  const at::Tensor matrix = at::zeros({2, 2, 2, out_, side, side, side, in});
  const auto tapOf = [&](std::int64_t odd, std::int64_t neighbour) {
    return reach_ == 0 ? odd : odd == 0 ? 1 - 2 * neighbour : 2 - 2 * neighbour;  // below 0: none
  };
  for (std::int64_t i = 0; i < 64; ++i) {
    const GridSize odd{i >> 5 & 1, i >> 4 & 1, i >> 3 & 1}, neighbour{i >> 2 & 1, i >> 1 & 1, i & 1};
    GridSize tap{};
    bool exists = true;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      tap[axis] = tapOf(odd[axis], neighbour[axis]);
      exists = exists && neighbour[axis] < side && tap[axis] >= 0;
    }
    if (exists)
      matrix.index({odd[0], odd[1], odd[2], at::indexing::Slice(), neighbour[0], neighbour[1], neighbour[2]})
          .copy_(weight.index({at::indexing::Slice(), at::indexing::Slice(), tap[0], tap[1], tap[2]}).t());
  }
  matrix_ = PackedMatrix(matrix.view({8 * out_, -1}), storage);
  if (bias.defined()) bias_ = numbersOf(bias.repeat(8));
}

void GridUpConvolution::apply(const VoxelGrid& in, const VoxelGrid& out, Finish finish) const {
  finish.bias = bias_.empty() ? nullptr : bias_.data();
  const TapBox taps{{0, 0, 0}, {1 + reach_, 1 + reach_, 1 + reach_}};
  RowTask task;
  task.source = [&](std::int64_t first, std::int64_t count, float* scratch) -> Rows {
    if (reach_ == 0) return {in.at(first), in.stride};
    gatherTaps(in, taps, 1, in.size, first, count, scratch);
    return {scratch, matrix_.depth()};
  };
  task.sink = [&](std::int64_t first, std::int64_t count, std::int64_t column, std::int64_t columns,
                  const Rows& sums) {
    for (std::int64_t part = 0; part < columns;) {
      // Columns of one of the eight outputs at a time.
      const std::int64_t output = (column + part) / out_, channel = (column + part) % out_;
      const std::int64_t channels = std::min(columns - part, out_ - channel);
      Finish here = finish;
      if (here.bias != nullptr) here.bias += column + part - channel;
      for (std::int64_t i = 0, run = 0; i < count; i += run) {
        const GridSize place = placeOf(first + i, in.size);
        run = std::min(count - i, in.size[2] - place[2]);
        const std::int64_t voxel =
            ((2 * place[0] + (output >> 2)) * out.size[1] + 2 * place[1] + (output >> 1 & 1)) * out.size[2] +
            2 * place[2] + (output & 1);
        finishRows(sums.first + i * sums.stride + part, sums.stride, run, channel, channels, out.at(voxel),
                   2 * out.stride, here);
      }
      part += channels;
    }
  };
  multiplyRows(in.voxels(), matrix_, task);
}

}  // namespace valvista::ml
