// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/tensor_table.h"
#include "planning/core/training/train_config.h"

#include <torch/nn/module.h>

#include <cstdint>
#include <vector>

namespace valvista::ml {

/// The learning rate of a step (from 0) of `steps`: it rises evenly to its value in the first warmUpSteps,
/// then with t, the part of the remaining steps that is done, stays, falls as (1 - t)^0.9 (poly, as
/// nnU-Net's) or as (1 + cos(pi t)) / 2.
double learningRateAt(const OptimizerOptions& options, std::int64_t step, std::int64_t steps);

/// Changes the parameters of a network by their gradients, by PyTorch's formulas for torch.optim.AdamW (betas
/// 0.9 and 0.999, eps 1e-8) and torch.optim.SGD with Nesterov momentum. Norms, biases and tables of relative
/// positions do not decay.
class Optimizer {
 public:
  /// The parameters are shared with the network, which must not get others.
  Optimizer(const torch::nn::Module& network, const OptimizerOptions& options);

  /// The gradients' norm over all parameters; infinite or NaN when one of them is. They are scaled down to
  /// `clipNorm` when it is larger.
  double clipGradients();
  /// One change by the gradients, which are then gone. `step` counts from 0.
  void update(double learningRate, std::int64_t step);

  /// Gradients of the parameters that have one, in their order.
  std::vector<at::Tensor> gradients() const;
  /// What it remembers from step to step, named after the parameters.
  TensorTable state() const;

 private:
  /// Parameters with one weight decay, in lists for kernels that work on many tensors at once.
  struct Group {
    double decay = 0.0;
    std::vector<at::Tensor> parameters, first, second;  ///< moments; only the first of SGD
    std::vector<std::string> names;
  };
  void updateAdamW(Group& group, double learningRate, std::int64_t step);
  void updateSgd(Group& group, double learningRate);

  OptimizerOptions options_;
  std::vector<Group> groups_;
};

/// The exponential moving average of a network's parameters; its buffers are copied.
class WeightAverage {
 public:
  /// Starts with what the network has.
  WeightAverage(const torch::nn::Module& network, double decay);
  void update();
  const TensorTable& weights() const { return average_; }

 private:
  TensorTable current_, average_;
  double decay_;
};

}  // namespace valvista::ml
