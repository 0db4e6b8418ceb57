// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/losses/loss_inputs.h"
#include "ml/losses/losses.h"

#include <ATen/ATen.h>
#include <array>

namespace valvista::ml {

namespace {

constexpr double kDiceShare = 0.25, kCeShare = 0.75;
constexpr std::array<std::int64_t, 3> kSpace{2, 3, 4};

/// log p of the class that `labels` names at each voxel, [N, 1, D, H, W].
at::Tensor atLabel(const at::Tensor& logProbabilities, const at::Tensor& labels) {
  return logProbabilities.gather(1, labels.to(at::kLong).unsqueeze(1));
}

/// [N, C, D, H, W] of bool: a byte where floats would take four.
at::Tensor oneHot(const at::Tensor& labels, std::int64_t classes) {
  return labels.unsqueeze(1) == at::arange(classes, labels.options()).view({1, classes, 1, 1, 1});
}

}  // namespace

at::Tensor diceCeLoss(const at::Tensor& logits, const at::Tensor& labels) {
  const at::Tensor logP = at::log_softmax(checkedLogits(logits, labels), 1), p = logP.exp();
  const at::Tensor truth = oneHot(labels, logits.size(1));
  const at::Tensor common = (p * truth).sum(kSpace), sizes = p.sum(kSpace) + truth.sum(kSpace);
  const at::Tensor dice = 1.0 - (2.0 * common + kSmoothing) / (sizes + kSmoothing);
  return kDiceShare * dice.mean() - kCeShare * atLabel(logP, labels).mean();
}

at::Tensor focalLoss(const at::Tensor& logits, const at::Tensor& labels) {
  const at::Tensor logP = atLabel(at::log_softmax(checkedLogits(logits, labels), 1), labels);
  return -(focalFactor(logP) * logP).mean();
}

}  // namespace valvista::ml
