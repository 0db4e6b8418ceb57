// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/step_computer.h"

#include "ml/training/first_weights.h"
#include "planning/core/error.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <ATen/ATen.h>
#include <algorithm>
#include <chrono>
#include <cmath>

namespace valvista::ml {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Dropout of a step is the same whenever and after whatever it is computed (SplitMix64's finaliser).
std::uint64_t seedOf(std::uint64_t seed, std::int64_t step, int patch) {
  std::uint64_t z = seed * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(step) * 0xD1B54A32D192ED03U +
                    static_cast<std::uint64_t>(patch) * 0x8CB92BA72F3D8DD7U;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

bool hasPrintedFocalRecall(const std::vector<LossTerm>& terms) {
  return std::any_of(terms.begin(), terms.end(),
                     [](const LossTerm& term) { return term.kind == LossKind::focalSkeletonRecall; });
}

[[noreturn]] void failDiverged(const char* what) {
  throw ModelError(std::string("The training was stopped: ") + what +
                   " is no longer a number. Begin a new one with a learning rate of a third, a "
                   "smaller gradient norm to clip at, more steps to warm up, or float32 precision.");
}

}  // namespace

StepComputer::StepComputer(const TrainConfig& config, const TrainMachine& machine, Peers& peers)
    : config_(config),
      peers_(peers),
      how_{config.loss, at::Device(machine.device), machine.bfloat16, hasPrintedFocalRecall(config.loss)},
      network_(networkToTrain(config)),
      optimizer_((network_->to(how_.device), *network_), config.optimizer) {
  if (config.optimizer.emaDecay) average_.emplace(*network_, *config.optimizer.emaDecay);
}

TensorTable StepComputer::state() const {
  TensorTable table;
  append(table, "network.", weightsOf(*network_));
  append(table, "optimizer.", optimizer_.state());
  if (average_) append(table, "average.", average_->weights());
  return table;
}

TensorTable StepComputer::weightsToKeep() const {
  return average_ ? average_->weights() : weightsOf(*network_);
}

void StepComputer::sumOverPeers(PartLoss& loss) {
  if (peers_.count() == 1) return;
  std::vector<double> numbers = loss.terms;
  numbers.push_back(loss.total);
  const at::Tensor losses = torch::tensor(numbers, at::kDouble);
  peers_.sum({losses});
  for (std::size_t i = 0; i < loss.terms.size(); ++i)
    loss.terms[i] = losses[static_cast<std::int64_t>(i)].item<double>();
  loss.total = losses[losses.size(0) - 1].item<double>();
  peers_.sum(optimizer_.gradients());
}

StepComputer::Result StepComputer::compute(std::int64_t step, const std::vector<PatchRange>& ranges,
                                           const std::function<PatchBatch()>& next) {
  const Clock::time_point start = Clock::now();
  const int patches = config_.sampling.patches;
  Result result;
  PartLoss sum;
  sum.terms.resize(config_.loss.size());
  for (const PatchRange& range : ranges) {
    const Clock::time_point waiting = Clock::now();
    const PatchBatch batch = next();
    result.step.dataSeconds += secondsSince(waiting);
    torch::manual_seed(seedOf(config_.seed, step, range.first));
    const PartLoss part = addGradients(*network_, batch, static_cast<double>(range.count) / patches, how_);
    sum.total += part.total;
    for (std::size_t i = 0; i < sum.terms.size(); ++i) sum.terms[i] += part.terms[i];
    if (part.medianOnTube) result.medianOnTube = part.medianOnTube;
  }
  sumOverPeers(sum);
  if (!std::isfinite(sum.total)) failDiverged("the loss");
  if (!std::isfinite(optimizer_.clipGradients())) failDiverged("the gradient");
  const std::int64_t steps = static_cast<std::int64_t>(config_.epochs) * config_.stepsPerEpoch;
  result.step.learningRate = learningRateAt(config_.optimizer, step, steps);
  optimizer_.update(result.step.learningRate, step);
  if (average_) average_->update();
  result.step.step = step + 1;
  result.step.epoch = static_cast<int>(step / config_.stepsPerEpoch) + 1;
  result.step.total = sum.total;
  result.step.terms = std::move(sum.terms);
  result.step.seconds = secondsSince(start);
  result.step.samplesPerSecond = patches / std::max(result.step.seconds, 1e-9);
  return result;
}

}  // namespace valvista::ml
