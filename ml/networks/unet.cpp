// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/unet.h"

#include "ml/networks/convolution.h"

namespace valvista::ml {

namespace {

/// Convolutions in a row beside a shortcut, which is itself a convolution where the shape changes.
class ResidualUnit : public torch::nn::Module {
 public:
  /// Every convolution is followed by norm and PReLU, but for the last one where `endsBare`.
  ResidualUnit(ConvolutionShape shape, int units, NetworkNorm norm, bool endsBare) {
    if (shape.stride != 1 || shape.in != shape.out) {
      ConvolutionShape shortcut = shape;
      if (shape.stride == 1) shortcut.kernel = 1;
      residual_ = register_module("residual", plainConvolution(shortcut));
    }
    const auto row = register_module("conv", std::make_shared<torch::nn::Module>());
    for (int unit = 0; unit < units; ++unit) {
      Convolution::After after{norm, true};
      if (endsBare && unit == units - 1) after = {};
      units_.push_back(
          row->register_module("unit" + std::to_string(unit), std::make_shared<Convolution>(shape, after)));
      shape.in = shape.out;
      shape.stride = 1;
    }
  }

  at::Tensor forward(const at::Tensor& input) {
    at::Tensor x = input;
    for (const auto& unit : units_) x = unit->forward(x);
    return x + (residual_.is_empty() ? input : residual_->forward(input));
  }

 private:
  torch::nn::Conv3d residual_{nullptr};
  std::vector<std::shared_ptr<Convolution>> units_;
};

/// A level and all below it: down ("0"), what lies deeper ("1.submodule"), up ("2.0" and "2.1").
class Level : public torch::nn::Module {
 public:
  Level(const UNetOptions& options, std::size_t level, std::int64_t in, std::int64_t out) {
    const std::int64_t channels = options.channels[level], stride = options.strides[level];
    const bool top = level == 0, lowest = level + 2 == options.channels.size();
    down_ = register_module("0", std::make_shared<ResidualUnit>(ConvolutionShape{in, channels, 3, stride},
                                                                options.numResUnits, options.norm, false));
    const auto skip = register_module("1", std::make_shared<torch::nn::Module>());
    const std::int64_t deeper = lowest ? options.channels[level + 1] : channels;
    if (lowest) {
      bottom_ = skip->register_module(
          "submodule", std::make_shared<ResidualUnit>(ConvolutionShape{channels, deeper, 3, 1},
                                                      options.numResUnits, options.norm, false));
    } else {
      below_ =
          skip->register_module("submodule", std::make_shared<Level>(options, level + 1, channels, deeper));
    }
    const auto up = register_module("2", std::make_shared<torch::nn::Module>());
    up_ = up->register_module(
        "0", std::make_shared<Convolution>(ConvolutionShape{channels + deeper, out, 3, stride, true},
                                           Convolution::After{options.norm, true}));
    refine_ = up->register_module(
        "1", std::make_shared<ResidualUnit>(ConvolutionShape{out, out, 3, 1}, 1, options.norm, top));
  }

  at::Tensor forward(const at::Tensor& input) {
    const at::Tensor x = down_->forward(input);
    const at::Tensor deeper = bottom_ ? bottom_->forward(x) : below_->forward(x);
    return refine_->forward(up_->forward(at::cat({x, deeper}, 1)));
  }

 private:
  std::shared_ptr<ResidualUnit> down_, bottom_, refine_;
  std::shared_ptr<Level> below_;
  std::shared_ptr<Convolution> up_;
};

class UNet : public Network {
 public:
  UNet(const UNetOptions& options, int outChannels)
      : model_(register_module("model", std::make_shared<Level>(options, 0, 1, outChannels))) {}
  at::Tensor forward(const at::Tensor& patches) override { return model_->forward(patches); }

 private:
  std::shared_ptr<Level> model_;
};

}  // namespace

std::shared_ptr<Network> makeUNet(const UNetOptions& options, int outChannels) {
  return std::make_shared<UNet>(options, outChannels);
}

}  // namespace valvista::ml
