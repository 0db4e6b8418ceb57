// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/network_spec.h"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>

#include <optional>

namespace valvista::ml {

struct ConvolutionShape {
  std::int64_t in = 1, out = 1, kernel = 3, stride = 1;
  bool transposed = false;  ///< enlarges by the stride
  bool bias = true;
};

/// A convolution of "same" padding that divides (or, transposed, multiplies) every axis by its stride
/// exactly.
torch::nn::Conv3d plainConvolution(const ConvolutionShape&);

/// MONAI's `Convolution`: `conv` and, in `adn`, norm `N` and PReLU `A`. An instance norm has no weights and
/// no name.
class Convolution : public torch::nn::Module {
 public:
  struct After {
    std::optional<NetworkNorm> norm;
    bool prelu = false;
  };
  Convolution(const ConvolutionShape&, const After&);
  at::Tensor forward(const at::Tensor&);

 private:
  std::optional<NetworkNorm> norm_;
  torch::nn::Conv3d conv_{nullptr};
  torch::nn::ConvTranspose3d transposed_{nullptr};
  torch::nn::BatchNorm3d batchNorm_{nullptr};
  torch::nn::PReLU prelu_{nullptr};
};

}  // namespace valvista::ml
