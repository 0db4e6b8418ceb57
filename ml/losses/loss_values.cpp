// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/losses/losses.h"

#include <ATen/ATen.h>
#include <array>
#include <stdexcept>
#include <string>

namespace valvista::ml {

namespace {

using LossFunction = at::Tensor (*)(const at::Tensor& logits, const at::Tensor& target);

/// In the order of LossKind.
constexpr std::array<LossFunction, 5> kFunctions{diceCeLoss, focalLoss, skeletonRecallLoss,
                                                 focalSkeletonRecallLoss, focalSkeletonRecallDetachedLoss};

at::Tensor valueOf(LossKind kind, const at::Tensor& logits, const LossTargets& targets) {
  const LossRow& row = lossRow(kind);
  if (row.needsTube && !targets.tube.defined())
    throw std::invalid_argument("Loss " + std::string(row.name) + " needs the tube of the skeletons.");
  return kFunctions[static_cast<std::size_t>(kind)](logits, row.needsTube ? targets.tube : targets.labels);
}

}  // namespace

LossValues lossValues(std::span<const LossTerm> terms, const at::Tensor& logits, const LossTargets& targets) {
  if (terms.empty()) throw std::invalid_argument("A loss needs at least one term.");
  LossValues values;
  for (const LossTerm& term : terms) {
    values.terms.push_back(valueOf(term.kind, logits, targets));
    const at::Tensor weighted = term.weight * values.terms.back();
    values.total = values.total.defined() ? values.total + weighted : weighted;
  }
  for (at::Tensor& value : values.terms) value = value.detach();
  return values;
}

}  // namespace valvista::ml
