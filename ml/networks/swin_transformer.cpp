// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/swin_transformer.h"

#include "ml/networks/convolution.h"

#include <torch/nn/init.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/roll.h>

namespace valvista::ml {

namespace {

constexpr double kTableDeviation = 0.02;

torch::nn::LayerNorm layerNorm(std::int64_t channels) {
  return torch::nn::LayerNorm(torch::nn::LayerNormOptions({channels}));
}

/// In the precision of its weights: under autocast on a processor what comes in may be bfloat16, which LibTorch's layer
/// norm does not take together with float32 weights.
at::Tensor normalised(torch::nn::LayerNorm& norm, const at::Tensor& x) {
  return norm->forward(x.to(norm->weight.scalar_type()));
}

/// [N, padded grid, C] to [N windows, tokens, C].
at::Tensor windowsOf(const at::Tensor& x, const WindowGrid& cut) {
  const GridSize &p = cut.padded, &w = cut.window;
  return x.view({x.size(0), p[0] / w[0], w[0], p[1] / w[1], w[1], p[2] / w[2], w[2], x.size(4)})
      .permute({0, 1, 3, 5, 2, 4, 6, 7})
      .reshape({-1, cut.tokens(), x.size(4)});
}

at::Tensor gridOf(const at::Tensor& windows, const WindowGrid& cut) {
  const GridSize &p = cut.padded, &w = cut.window;
  const std::int64_t channels = windows.size(2), batch = windows.size(0) / cut.windows();
  return windows.view({batch, p[0] / w[0], p[1] / w[1], p[2] / w[2], w[0], w[1], w[2], channels})
      .permute({0, 1, 4, 2, 5, 3, 6, 7})
      .reshape({batch, p[0], p[1], p[2], channels});
}

/// [windows, 1, tokens, tokens]: what is added to the attention of tokens that a shift brought together.
at::Tensor maskOf(const WindowGrid& cut, const at::TensorOptions& options) {
  const std::vector<int> regions = windowRegions(cut);
  const at::Tensor region = torch::tensor(regions).view({cut.windows(), 1, cut.tokens()});
  return (region.unsqueeze(2) != region.unsqueeze(3)).to(at::kFloat).mul(kMaskedLogit).to(options);
}

class WindowAttention : public torch::nn::Module {
 public:
  WindowAttention(std::int64_t channels, int heads)
      : heads_(heads),
        table_(register_parameter("relative_position_bias_table", at::empty({kTableRows, heads}))),
        index_(register_buffer(
            "relative_position_index",
            torch::tensor(relativePositionIndex()).view({kSwinWindow * kSwinWindow * kSwinWindow, -1}))),
        qkv_(register_module("qkv", torch::nn::Linear(channels, 3 * channels))),
        projection_(register_module("proj", torch::nn::Linear(channels, channels))) {
    torch::nn::init::normal_(table_, 0.0, kTableDeviation);
  }

  /// Windows [N windows, tokens, C].
  at::Tensor forward(const at::Tensor& x, const WindowGrid& cut) {
    const std::int64_t windows = x.size(0), tokens = x.size(1), channels = x.size(2),
                       width = channels / heads_;
    const at::Tensor qkv =
        qkv_->forward(x).view({windows, tokens, 3, heads_, width}).permute({2, 0, 3, 1, 4});
    const at::Tensor q = qkv[0] * (1.0 / std::sqrt(static_cast<double>(width)));
    // The corner of the index of whole windows also for smaller ones, as MONAI does.
    const at::Tensor index = index_.slice(0, 0, tokens).slice(1, 0, tokens).reshape(-1);
    at::Tensor attention = q.matmul(qkv[1].transpose(2, 3)) +
                           table_.index_select(0, index).view({tokens, tokens, heads_}).permute({2, 0, 1});
    if (cut.isShifted())
      attention = (attention.view({-1, cut.windows(), heads_, tokens, tokens}) + maskOf(cut, x.options()))
                      .view({windows, heads_, tokens, tokens});
    const at::Tensor seen = attention.softmax(-1).matmul(qkv[2]);
    return projection_->forward(seen.transpose(1, 2).reshape({windows, tokens, channels}));
  }

 private:
  std::int64_t heads_;
  at::Tensor table_, index_;
  torch::nn::Linear qkv_, projection_;
};

class Mlp : public torch::nn::Module {
 public:
  explicit Mlp(std::int64_t channels)
      : widen_(register_module("linear1", torch::nn::Linear(channels, kMlpRatio * channels))),
        narrow_(register_module("linear2", torch::nn::Linear(kMlpRatio * channels, channels))) {}
  at::Tensor forward(const at::Tensor& x) { return narrow_->forward(at::gelu(widen_->forward(x))); }

 private:
  torch::nn::Linear widen_, narrow_;
};

class SwinBlock : public torch::nn::Module {
 public:
  SwinBlock(std::int64_t channels, int heads, bool shifted)
      : shifted_(shifted),
        norm1_(register_module("norm1", layerNorm(channels))),
        attention_(register_module("attn", std::make_shared<WindowAttention>(channels, heads))),
        norm2_(register_module("norm2", layerNorm(channels))),
        mlp_(register_module("mlp", std::make_shared<Mlp>(channels))) {}

  /// [N, grid, C]
  at::Tensor forward(const at::Tensor& input) {
    const at::Tensor x = input + attend(normalised(norm1_, input));
    return x + mlp_->forward(normalised(norm2_, x));
  }

 private:
  at::Tensor attend(at::Tensor x) {
    const WindowGrid cut = windowGridOf({x.size(1), x.size(2), x.size(3)}, shifted_);
    const GridSize &grid = cut.grid, &shift = cut.shift;
    x = at::constant_pad_nd(
        x, {0, 0, 0, cut.padded[2] - grid[2], 0, cut.padded[1] - grid[1], 0, cut.padded[0] - grid[0]});
    if (cut.isShifted()) x = at::roll(x, {-shift[0], -shift[1], -shift[2]}, {1, 2, 3});
    x = gridOf(attention_->forward(windowsOf(x, cut), cut), cut);
    if (cut.isShifted()) x = at::roll(x, shift, {1, 2, 3});
    return x.slice(1, 0, grid[0]).slice(2, 0, grid[1]).slice(3, 0, grid[2]);
  }

  bool shifted_;
  torch::nn::LayerNorm norm1_;
  std::shared_ptr<WindowAttention> attention_;
  torch::nn::LayerNorm norm2_;
  std::shared_ptr<Mlp> mlp_;
};

class Merging : public torch::nn::Module {
 public:
  Merging(std::int64_t channels, PatchMerging order)
      : order_(mergingOrder(order)),
        reduction_(register_module(
            "reduction",
            torch::nn::Linear(torch::nn::LinearOptions(8 * channels, 2 * channels).bias(false)))),
        norm_(register_module("norm", layerNorm(8 * channels))) {}

  at::Tensor forward(const at::Tensor& x) {
    std::vector<at::Tensor> neighbours;
    for (const auto& [d, h, w] : order_)
      neighbours.push_back(x.slice(1, d, {}, 2).slice(2, h, {}, 2).slice(3, w, {}, 2));
    return reduction_->forward(normalised(norm_, at::cat(neighbours, -1)));
  }

 private:
  std::array<std::array<int, 3>, 8> order_;
  torch::nn::Linear reduction_;
  torch::nn::LayerNorm norm_;
};

}  // namespace

/// "layersN.0": blocks and a merging, which halves the grid and doubles the channels.
class SwinStage : public torch::nn::Module {
 public:
  SwinStage(std::int64_t channels, int heads, PatchMerging merging) {
    const auto blocks = register_module("blocks", std::make_shared<torch::nn::Module>());
    for (int i = 0; i < kSwinBlocks; ++i)
      blocks_.push_back(blocks->register_module(std::to_string(i),
                                                std::make_shared<SwinBlock>(channels, heads, i % 2 == 1)));
    merging_ = register_module("downsample", std::make_shared<Merging>(channels, merging));
  }

  at::Tensor forward(const at::Tensor& state) {
    at::Tensor x = state.permute({0, 2, 3, 4, 1});
    for (const auto& block : blocks_) x = block->forward(x);
    return merging_->forward(x).permute({0, 4, 1, 2, 3});
  }

 private:
  std::vector<std::shared_ptr<SwinBlock>> blocks_;
  std::shared_ptr<Merging> merging_;
};

SwinTransformer::SwinTransformer(const SwinUnetrOptions& options)
    : embedding_(plainConvolution({1, options.featureSize, 2, 2})) {
  register_module("patch_embed", std::make_shared<torch::nn::Module>())->register_module("proj", embedding_);
  std::int64_t channels = options.featureSize;
  for (int i = 0; i < kSwinStages; ++i, channels *= 2) {
    const auto layer =
        register_module("layers" + std::to_string(i + 1), std::make_shared<torch::nn::Module>());
    stages_.push_back(layer->register_module(
        "0", std::make_shared<SwinStage>(channels, kSwinHeads.at(i), options.patchMerging)));
  }
}

std::vector<at::Tensor> SwinTransformer::forward(const at::Tensor& patches) {
  std::vector<at::Tensor> states{embedding_->forward(patches)};
  for (const auto& stage : stages_) states.push_back(stage->forward(states.back()));
  return states;
}

at::Tensor normalisedState(const at::Tensor& state) {
  return at::layer_norm(state.permute({0, 2, 3, 4, 1}), {state.size(1)}).permute({0, 4, 1, 2, 3});
}

}  // namespace valvista::ml
