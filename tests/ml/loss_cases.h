// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/losses/losses.h"

#include <torch/autograd.h>
#include <torch/types.h>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <functional>
#include <gtest/gtest.h>
#include <vector>

/// Small inputs and derivatives for the tests of losses.
namespace valvista::ml::tests {

using Loss = std::function<at::Tensor(const at::Tensor& logits)>;

/// Logits [N, C, 1, 1, W] whose softmax is the given probabilities, [N][C][W] in a row, in double.
inline at::Tensor logitsOf(const std::vector<double>& probabilities, std::int64_t samples,
                           std::int64_t classes) {
  return at::tensor(probabilities, at::kDouble).view({samples, classes, 1, 1, -1}).log();
}

inline at::Tensor labelsOf(const std::vector<std::int64_t>& labels, std::int64_t samples) {
  return at::tensor(labels, at::kLong).view({samples, 1, 1, -1});
}

/// Logits in double and labels of a patch with two samples, four classes and 3 x 4 x 5 voxels, always the
/// same.
struct RandomPatch {
  at::Tensor logits, labels, tube;
};
inline RandomPatch randomPatch() {
  auto random = at::make_generator<at::CPUGeneratorImpl>(5);
  RandomPatch patch;
  patch.logits = at::randn({2, 4, 3, 4, 5}, random, at::kDouble) * 2.0;
  patch.labels = at::randint(0, 4, {2, 3, 4, 5}, random, at::kLong);
  const at::Tensor onTube = at::rand({2, 3, 4, 5}, random, at::kDouble) < 0.4;
  patch.tube = patch.labels * onTube;
  patch.tube[1].masked_fill_(patch.tube[1] == 2, 0);  // a class that one sample lacks
  return patch;
}

inline at::Tensor gradientOf(const Loss& loss, const at::Tensor& logits) {
  const at::Tensor leaf = logits.detach().clone().set_requires_grad(true);
  return torch::autograd::grad({loss(leaf)}, {leaf}).front();
}

/// Central differences of `loss`, every logit in turn.
inline at::Tensor finiteDifferences(const Loss& loss, const at::Tensor& logits) {
  constexpr double kStep = 1e-5;
  const c10::NoGradGuard noGradient;
  at::Tensor moved = logits.clone().contiguous();
  at::Tensor slopes = at::empty_like(moved);
  auto* value = moved.data_ptr<double>();
  auto* slope = slopes.data_ptr<double>();
  for (std::int64_t at = 0; at < moved.numel(); ++at) {
    const double here = value[at];
    value[at] = here + kStep;
    const double above = loss(moved).item<double>();
    value[at] = here - kStep;
    slope[at] = (above - loss(moved).item<double>()) / (2.0 * kStep);
    value[at] = here;
  }
  return slopes;
}

/// Largest difference of two tensors.
inline double difference(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

}  // namespace valvista::ml::tests
