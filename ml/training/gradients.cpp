// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/gradients.h"

#include "ml/losses/losses.h"
#include "ml/training/autocast.h"

#include <torch/types.h>

#include <ATen/ATen.h>

namespace valvista::ml {

namespace {

std::optional<double> medianOnTube(const at::Tensor& logits, const at::Tensor& tube) {
  const c10::NoGradGuard noGradient;
  const at::Tensor probability =
      logits.detach().to(at::kFloat).softmax(1).gather(1, tube.unsqueeze(1).to(at::kLong)).squeeze(1);
  const at::Tensor onTube = probability.masked_select(tube.gt(0));
  return onTube.numel() > 0 ? std::optional<double>(onTube.median().item<double>()) : std::nullopt;
}

}  // namespace

PartLoss addGradients(Network& network, const PatchBatch& batch, double share, const LossComputation& how) {
  const LossTargets targets{batch.labels.to(how.device),
                            batch.tube.defined() ? batch.tube.to(how.device) : batch.tube};
  at::Tensor logits;
  {
    const Autocast autocast(how.device, how.bfloat16);
    logits = network.forward(batch.images.to(how.device));
  }
  const LossValues values = lossValues(how.terms, logits, targets);
  values.total.mul(share).backward();
  PartLoss loss{share * values.total.item<double>(), {}, {}};
  for (const at::Tensor& term : values.terms) loss.terms.push_back(share * term.item<double>());
  if (how.watchTube && targets.tube.defined()) loss.medianOnTube = medianOnTube(logits, targets.tube);
  return loss;
}

}  // namespace valvista::ml
