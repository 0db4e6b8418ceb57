// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/vnet.h"

#include "ml/networks/convolution.h"

#include <torch/nn/modules/dropout.h>

#include <ATen/ops/elu.h>

namespace valvista::ml {

namespace {

constexpr std::int64_t kFirstChannels = 16;
constexpr double kDropout = 0.5;

/// ELU that overwrites what it is given: nothing else needs a norm's output or a sum, and training keeps less.
at::Tensor eluInPlace(at::Tensor x) {
  return at::elu_(x);
}

/// 5 voxels wide, without bias, followed by batch norm: "conv_block" of its owner.
std::shared_ptr<Convolution> wideConvolution(std::int64_t in, std::int64_t out) {
  return std::make_shared<Convolution>(ConvolutionShape{in, out, 5, 1, false, false},
                                       Convolution::After{NetworkNorm::batch, false});
}

/// "ops.N.conv_block": convolutions of equal width, each with ELU.
class Row : public torch::nn::Module {
 public:
  Row(std::int64_t channels, int count) {
    for (int i = 0; i < count; ++i) {
      const auto step = register_module(std::to_string(i), std::make_shared<torch::nn::Module>());
      convolutions_.push_back(step->register_module("conv_block", wideConvolution(channels, channels)));
    }
  }
  at::Tensor forward(at::Tensor x) {
    for (const auto& convolution : convolutions_) x = eluInPlace(convolution->forward(x));
    return x;
  }

 private:
  std::vector<std::shared_ptr<Convolution>> convolutions_;
};

class InputTransition : public torch::nn::Module {
 public:
  InputTransition() : convolution_(register_module("conv_block", wideConvolution(1, kFirstChannels))) {}
  at::Tensor forward(const at::Tensor& patches) { return eluInPlace(convolution_->forward(patches) + patches); }

 private:
  std::shared_ptr<Convolution> convolution_;
};

class DownTransition : public torch::nn::Module {
 public:
  /// Halves the grid and doubles the channels.
  DownTransition(std::int64_t in, int convolutions, double dropout)
      : down_(register_module("down_conv", plainConvolution({in, 2 * in, 2, 2, false, false}))),
        norm_(register_module("bn1", torch::nn::BatchNorm3d(2 * in))),
        dropout_(register_module("dropout", torch::nn::Dropout3d(dropout))),
        ops_(register_module("ops", std::make_shared<Row>(2 * in, convolutions))) {}
  at::Tensor forward(const at::Tensor& input) {
    const at::Tensor down = eluInPlace(norm_->forward(down_->forward(input)));
    return eluInPlace(ops_->forward(dropout_->forward(down)) + down);
  }

 private:
  torch::nn::Conv3d down_;
  torch::nn::BatchNorm3d norm_;
  torch::nn::Dropout3d dropout_;
  std::shared_ptr<Row> ops_;
};

class UpTransition : public torch::nn::Module {
 public:
  /// Doubles the grid; half of the `out` channels come from below, half are the skip.
  UpTransition(std::int64_t in, std::int64_t out, int convolutions, double dropout)
      : up_(register_module("up_conv", torch::nn::ConvTranspose3d(
                                           torch::nn::ConvTranspose3dOptions(in, out / 2, 2).stride(2)))),
        norm_(register_module("bn1", torch::nn::BatchNorm3d(out / 2))),
        dropout_(register_module("dropout", torch::nn::Dropout3d(dropout))),
        skipDropout_(register_module("dropout2", torch::nn::Dropout3d(kDropout))),
        ops_(register_module("ops", std::make_shared<Row>(out, convolutions))) {}
  at::Tensor forward(const at::Tensor& input, const at::Tensor& skip) {
    const at::Tensor up = eluInPlace(norm_->forward(up_->forward(dropout_->forward(input))));
    const at::Tensor joined = at::cat({up, skipDropout_->forward(skip)}, 1);
    return eluInPlace(ops_->forward(joined) + joined);
  }

 private:
  torch::nn::ConvTranspose3d up_;
  torch::nn::BatchNorm3d norm_;
  torch::nn::Dropout3d dropout_, skipDropout_;
  std::shared_ptr<Row> ops_;
};

class OutputTransition : public torch::nn::Module {
 public:
  OutputTransition(std::int64_t in, std::int64_t out)
      : convolution_(register_module("conv_block", wideConvolution(in, out))),
        logits_(register_module("conv2", plainConvolution({out, out, 1}))) {}
  at::Tensor forward(const at::Tensor& input) {
    return logits_->forward(eluInPlace(convolution_->forward(input)));
  }

 private:
  std::shared_ptr<Convolution> convolution_;
  torch::nn::Conv3d logits_;
};

class VNet : public Network {
 public:
  explicit VNet(int outChannels)
      : out_(register_module("out_tr", std::make_shared<OutputTransition>(2 * kFirstChannels, outChannels))) {
  }

  at::Tensor forward(const at::Tensor& patches) override {
    const at::Tensor x16 = in_->forward(patches);
    const at::Tensor x32 = down32_->forward(x16);
    const at::Tensor x64 = down64_->forward(x32);
    const at::Tensor x128 = down128_->forward(x64);
    at::Tensor x = down256_->forward(x128);
    x = up256_->forward(x, x128);
    x = up128_->forward(x, x64);
    x = up64_->forward(x, x32);
    return out_->forward(up32_->forward(x, x16));
  }

 private:
  std::shared_ptr<DownTransition> down(std::int64_t in, int convolutions, double dropout) {
    return register_module("down_tr" + std::to_string(2 * in),
                           std::make_shared<DownTransition>(in, convolutions, dropout));
  }
  std::shared_ptr<UpTransition> up(std::int64_t in, std::int64_t out, int convolutions, double dropout) {
    return register_module("up_tr" + std::to_string(out),
                           std::make_shared<UpTransition>(in, out, convolutions, dropout));
  }

  std::shared_ptr<InputTransition> in_ = register_module("in_tr", std::make_shared<InputTransition>());
  std::shared_ptr<DownTransition> down32_ = down(16, 1, 0.0), down64_ = down(32, 2, 0.0),
                                  down128_ = down(64, 3, kDropout), down256_ = down(128, 2, kDropout);
  std::shared_ptr<UpTransition> up256_ = up(256, 256, 2, kDropout), up128_ = up(256, 128, 2, kDropout),
                                up64_ = up(128, 64, 1, 0.0), up32_ = up(64, 32, 1, 0.0);
  std::shared_ptr<OutputTransition> out_;
};

}  // namespace

std::shared_ptr<Network> makeVNet(int outChannels) {
  return std::make_shared<VNet>(outChannels);
}

}  // namespace valvista::ml
