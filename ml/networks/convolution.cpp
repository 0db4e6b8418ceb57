// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/convolution.h"

#include <torch/nn/functional/instancenorm.h>

namespace valvista::ml {

namespace nn = torch::nn;

nn::Conv3d plainConvolution(const ConvolutionShape& shape) {
  return nn::Conv3d(nn::Conv3dOptions(shape.in, shape.out, shape.kernel)
                        .stride(shape.stride)
                        .padding((shape.kernel - 1) / 2)
                        .bias(shape.bias));
}

Convolution::Convolution(const ConvolutionShape& shape, const After& after) : norm_(after.norm) {
  if (shape.transposed) {
    const std::int64_t padding = (shape.kernel - 1) / 2;
    transposed_ = register_module(
        "conv", nn::ConvTranspose3d(nn::ConvTranspose3dOptions(shape.in, shape.out, shape.kernel)
                                        .stride(shape.stride)
                                        .padding(padding)
                                        .output_padding(shape.stride - shape.kernel + 2 * padding)
                                        .bias(shape.bias)));
  } else {
    conv_ = register_module("conv", plainConvolution(shape));
  }
  if (!after.norm && !after.prelu) return;
  const auto adn = register_module("adn", std::make_shared<nn::Module>());
  if (after.norm == NetworkNorm::batch) batchNorm_ = adn->register_module("N", nn::BatchNorm3d(shape.out));
  if (after.prelu) prelu_ = adn->register_module("A", nn::PReLU());
}

at::Tensor Convolution::forward(const at::Tensor& input) {
  at::Tensor x = conv_.is_empty() ? transposed_->forward(input) : conv_->forward(input);
  if (norm_ == NetworkNorm::instance) x = nn::functional::instance_norm(x);
  if (norm_ == NetworkNorm::batch) x = batchNorm_->forward(x);
  return prelu_.is_empty() ? x : prelu_->forward(x);
}

}  // namespace valvista::ml
