// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/network_spec.h"
#include "planning/core/safetensors.h"

#include <torch/nn/module.h>

#include <memory>

namespace valvista::ml {

/// A network as a LibTorch module, for training and as the plain form that the fast one is held against.
/// Names and shapes of its parameters and buffers are those of MONAI 1.3.2's class of the same name, so that
/// weights go both ways.
class Network : public torch::nn::Module {
 public:
  /// [N, 1, D, H, W] to logits [N, classes, D, H, W], for sizes that checkPatchSize accepts.
  virtual at::Tensor forward(const at::Tensor& patches) = 0;
};

/// The network with PyTorch's first weights, in training mode. Throws ModelError for options that make none.
std::shared_ptr<Network> makeNetwork(const NetworkSpec&);

/// Every parameter and buffer of the network from the file: the names must be exactly the network's, the
/// shapes too, numbers finite, of type F32, F16 or BF16 (I64 for counters and indices). Throws ModelError
/// naming the tensor; the network is then half loaded.
void loadWeights(Network&, SafetensorsFile);

/// Throws ModelError unless the network can take a tensor of this shape, [N, 1, D, H, W].
void checkPatchSize(const NetworkOptions&, at::IntArrayRef patches);

}  // namespace valvista::ml
