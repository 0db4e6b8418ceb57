// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/batch_norm_fold.h"

#include <torch/types.h>

namespace valvista::ml {

ConvolutionWeights foldBatchNorm(const ConvolutionWeights& convolution, const WeightReader& norm,
                                 std::int64_t outAxis) {
  constexpr double kEpsilon = 1e-5;
  const std::int64_t channels = convolution.weight.size(outAxis);
  const auto precise = [&](const char* name) { return norm(name, {channels}).to(at::kDouble); };
  norm.whole("num_batches_tracked");
  const at::Tensor factor = precise("weight") / (precise("running_var") + kEpsilon).sqrt();
  at::Tensor shift = -precise("running_mean");
  if (convolution.bias.defined()) shift = shift + convolution.bias;
  std::vector<std::int64_t> broadcast(static_cast<std::size_t>(convolution.weight.dim()), 1);
  broadcast[static_cast<std::size_t>(outAxis)] = -1;
  return {convolution.weight.mul_(factor.to(at::kFloat).view(broadcast)),
          (shift * factor + precise("bias")).to(at::kFloat)};
}

}  // namespace valvista::ml
