// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/losses/loss_inputs.h"

#include "ml/losses/losses.h"

#include <ATen/ATen.h>
#include <stdexcept>

namespace valvista::ml {

at::Tensor checkedLogits(const at::Tensor& logits, const at::Tensor& labels) {
  if (!logits.defined() || !logits.is_floating_point() || logits.dim() != 5 || logits.size(1) < 2)
    throw std::invalid_argument("A loss needs logits [N, C, D, H, W] of at least two classes.");
  if (!labels.defined() || labels.dim() != 4 || labels.size(0) != logits.size(0) ||
      labels.sizes().slice(1) != logits.sizes().slice(2))
    throw std::invalid_argument("A loss needs labels [N, D, H, W] of the same size as the logits.");
  if (labels.scalar_type() != at::kByte && labels.scalar_type() != at::kLong)
    throw std::invalid_argument("A loss needs labels of type uint8 or int64.");
  return logits.scalar_type() == at::kDouble ? logits : logits.to(at::kFloat);
}

at::Tensor focalFactor(const at::Tensor& logProbability) {
  return (-at::expm1(logProbability)).pow(kFocalGamma);
}

}  // namespace valvista::ml
