// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/kernels/finish.h"
#include "ml/kernels/matrix.h"
#include "ml/kernels/voxel_grid.h"

namespace valvista::ml {

/// A convolution of "same" padding that divides every side of the grid by its stride, ready to be applied.
class GridConvolution {
 public:
  GridConvolution() = default;
  /// Weights [out, in, k, k, k] and bias [out] or an undefined tensor.
  GridConvolution(const at::Tensor& weight, const at::Tensor& bias, std::int64_t stride, WeightStorage);

  std::int64_t outChannels() const { return matrix_.columns(); }
  GridSize outSize(const GridSize& in) const;
  /// Fills `out`, which may be some channels of a wider grid and some slices of the result. The bias of
  /// `finish` is the convolution's own, its addend that of the result's first voxel.
  void apply(const VoxelGrid& in, const VoxelGrid& out, Finish finish = {}) const;
  /// The result in the memory of the input, kSlide slices before it, where there must be room. For stride 1
  /// and at least as many channels in as out.
  VoxelGrid slide(const VoxelGrid& in, const Finish& finish) const;
  static constexpr std::int64_t kSlide = 10;
  /// The result in place of the first channels of the input. For convolutions one voxel wide.
  VoxelGrid replace(const VoxelGrid& in) const;
  VoxelGrid operator()(const VoxelGrid& in, const Finish& finish = {}) const;

 private:
  void multiply(const VoxelGrid& in, const VoxelGrid& out, const Finish&, bool inPlace) const;

  std::int64_t kernel_ = 1, stride_ = 1;
  PackedMatrix matrix_;  ///< [out, taps in]
  std::vector<float> bias_;
};

/// A transposed convolution 2 or 3 wide that doubles every side of the grid. Its eight outputs a voxel are
/// columns of one matrix; 3 wide, they come from the voxel and its seven next neighbours (with weights of
/// zero where they do not).
class GridUpConvolution {
 public:
  GridUpConvolution() = default;
  /// Weights [in, out, k, k, k] and bias [out] or an undefined tensor.
  GridUpConvolution(const at::Tensor& weight, const at::Tensor& bias, WeightStorage);
  void apply(const VoxelGrid& in, const VoxelGrid& out, Finish finish = {}) const;

 private:
  std::int64_t reach_ = 0, out_ = 0;
  PackedMatrix matrix_;  ///< [8 out, neighbours in]
  std::vector<float> bias_;
};

}  // namespace valvista::ml
