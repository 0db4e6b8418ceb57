// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/swin_unetr.h"

#include "ml/networks/convolution.h"
#include "ml/networks/swin_transformer.h"

#include <torch/nn/functional/instancenorm.h>

#include <ATen/ops/cat.h>
#include <ATen/ops/leaky_relu.h>

namespace valvista::ml {

namespace {

constexpr double kLeak = 0.01;

/// Two convolutions beside a shortcut, which is a third where the channels change; all without bias.
class ResidualBlock : public torch::nn::Module {
 public:
  ResidualBlock(std::int64_t in, std::int64_t out)
      : first_(add("conv1", {in, out, 3, 1, false, false})),
        second_(add("conv2", {out, out, 3, 1, false, false})) {
    if (in != out) shortcut_ = add("conv3", {in, out, 1, 1, false, false});
  }
  at::Tensor forward(const at::Tensor& input) {
    // Overwritten as they go: nothing else needs a norm's output, and training keeps less.
    at::Tensor x = first_->forward(input);
    x = second_->forward(at::leaky_relu_(x, kLeak));
    x += shortcut_ ? shortcut_->forward(input) : input;
    return at::leaky_relu_(x, kLeak);
  }

 private:
  std::shared_ptr<Convolution> add(const std::string& name, const ConvolutionShape& shape) {
    return register_module(
        name, std::make_shared<Convolution>(shape, Convolution::After{NetworkNorm::instance, false}));
  }
  std::shared_ptr<Convolution> first_, second_, shortcut_;
};

/// Doubles the grid and joins a skip, which comes second.
class UpBlock : public torch::nn::Module {
 public:
  UpBlock(std::int64_t in, std::int64_t out)
      : up_(register_module("transp_conv",
                            std::make_shared<Convolution>(ConvolutionShape{in, out, 2, 2, true, false},
                                                          Convolution::After{}))),
        block_(register_module("conv_block", std::make_shared<ResidualBlock>(2 * out, out))) {}
  at::Tensor forward(const at::Tensor& input, const at::Tensor& skip) {
    return block_->forward(at::cat({up_->forward(input), skip}, 1));
  }

 private:
  std::shared_ptr<Convolution> up_;
  std::shared_ptr<ResidualBlock> block_;
};

class SwinUnetr : public Network {
 public:
  SwinUnetr(const SwinUnetrOptions& options, int outChannels)
      : features_(options.featureSize),
        transformer_(register_module("swinViT", std::make_shared<SwinTransformer>(options))) {
    const auto out = register_module("out", std::make_shared<torch::nn::Module>());
    logits_ = out->register_module(
        "conv",
        std::make_shared<Convolution>(ConvolutionShape{features_, outChannels, 1}, Convolution::After{}));
  }

  at::Tensor forward(const at::Tensor& patches) override {
    const std::vector<at::Tensor> states = transformer_->forward(patches);
    const auto state = [&](std::size_t i) { return normalisedState(states[i]); };
    at::Tensor x = decoder5_->forward(encoder10_->forward(state(4)), state(3));
    x = decoder4_->forward(x, encoder4_->forward(state(2)));
    x = decoder3_->forward(x, encoder3_->forward(state(1)));
    x = decoder2_->forward(x, encoder2_->forward(state(0)));
    x = decoder1_->forward(x, encoder1_->forward(patches));
    return logits_->forward(x);
  }

 private:
  std::shared_ptr<ResidualBlock> encoder(int number, std::int64_t in, std::int64_t out) {
    return register_module("encoder" + std::to_string(number), std::make_shared<torch::nn::Module>())
        ->register_module("layer", std::make_shared<ResidualBlock>(in, out));
  }
  std::shared_ptr<UpBlock> decoder(int number, std::int64_t in, std::int64_t out) {
    return register_module("decoder" + std::to_string(number), std::make_shared<UpBlock>(in, out));
  }

  std::int64_t features_;
  std::shared_ptr<SwinTransformer> transformer_;
  std::shared_ptr<ResidualBlock> encoder1_ = encoder(1, 1, features_),
                                 encoder2_ = encoder(2, features_, features_),
                                 encoder3_ = encoder(3, 2 * features_, 2 * features_),
                                 encoder4_ = encoder(4, 4 * features_, 4 * features_),
                                 encoder10_ = encoder(10, 16 * features_, 16 * features_);
  std::shared_ptr<UpBlock> decoder5_ = decoder(5, 16 * features_, 8 * features_),
                           decoder4_ = decoder(4, 8 * features_, 4 * features_),
                           decoder3_ = decoder(3, 4 * features_, 2 * features_),
                           decoder2_ = decoder(2, 2 * features_, features_),
                           decoder1_ = decoder(1, features_, features_);
  std::shared_ptr<Convolution> logits_;
};

}  // namespace

std::shared_ptr<Network> makeSwinUnetr(const SwinUnetrOptions& options, int outChannels) {
  return std::make_shared<SwinUnetr>(options, outChannels);
}

}  // namespace valvista::ml
