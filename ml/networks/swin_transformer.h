// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/swin_grid.h"

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>

#include <vector>

namespace valvista::ml {

class SwinStage;

/// The encoder of Swin UNETR, "swinViT".
class SwinTransformer : public torch::nn::Module {
 public:
  explicit SwinTransformer(const SwinUnetrOptions&);
  /// [N, 1, D, H, W] to five states [N, F 2^i, D / 2^(i+1), ...], as they go from stage to stage.
  std::vector<at::Tensor> forward(const at::Tensor& patches);

 private:
  torch::nn::Conv3d embedding_;
  std::vector<std::shared_ptr<SwinStage>> stages_;
};

/// The states as the decoder takes them: normalised over channels, without weights.
at::Tensor normalisedState(const at::Tensor& state);

}  // namespace valvista::ml
