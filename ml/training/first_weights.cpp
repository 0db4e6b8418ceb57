// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/first_weights.h"

#include "ml/training/tensor_table.h"
#include "planning/core/error.h"
#include "planning/core/model_store.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace valvista::ml {

namespace {

/// Channels of classes of the same name: in the new network, in the old.
std::vector<std::pair<std::int64_t, std::int64_t>> sameClasses(const std::vector<ModelClass>& now,
                                                               const std::vector<ModelClass>& before) {
  std::vector<std::pair<std::int64_t, std::int64_t>> same;
  for (std::size_t i = 0; i < now.size(); ++i)
    for (std::size_t j = 0; j < before.size(); ++j)
      if (now[i].name == before[j].name || (i == 0 && j == 0))
        same.emplace_back(static_cast<std::int64_t>(i), static_cast<std::int64_t>(j));
  return same;
}

/// The axes of a tensor that have one entry a class.
std::vector<std::int64_t> classAxes(const at::Tensor& tensor, const at::Tensor& withOneClassMore) {
  std::vector<std::int64_t> axes;
  for (std::int64_t axis = 0; axis < tensor.dim(); ++axis)
    if (tensor.size(axis) != withOneClassMore.size(axis)) axes.push_back(axis);
  return axes;
}

/// Copies `source` where classes of the same name meet, from the given axes on inwards.
void copyClasses(at::Tensor target, const at::Tensor& source, std::span<const std::int64_t> axes,
                 std::span<const std::pair<std::int64_t, std::int64_t>> same) {
  if (axes.empty()) {
    target.copy_(source);
    return;
  }
  // The last axis first: taking one entry out does not move those before it.
  for (const auto& [now, before] : same)
    copyClasses(target.select(axes.back(), now), source.select(axes.back(), before),
                axes.first(axes.size() - 1), same);
}

void startFrom(Network& network, const TrainConfig& config) {
  Model model = openModel(config.startFrom);
  if (model.manifest.network != config.model.network)
    throw ModelError("The model to start from has another network or other options than the one to train.");
  if (model.manifest.classes == config.model.classes) {
    loadWeights(network, std::move(model.weights));
    return;
  }
  const auto old = makeNetwork(model.manifest.networkSpec());
  loadWeights(*old, std::move(model.weights));
  NetworkSpec larger = config.model.networkSpec();
  ++larger.outChannels;
  const auto same = sameClasses(config.model.classes, model.manifest.classes);
  const TensorTable sources = weightsOf(*old), shapes = weightsOf(*makeNetwork(larger));
  TensorTable targets = weightsOf(network);
  const c10::NoGradGuard noGradient;
  for (std::size_t i = 0; i < targets.size(); ++i)
    copyClasses(targets[i].second, sources[i].second, classAxes(targets[i].second, shapes[i].second), same);
}

}  // namespace

std::shared_ptr<Network> networkToTrain(const TrainConfig& config) {
  torch::manual_seed(config.seed);
  std::shared_ptr<Network> network = makeNetwork(config.model.networkSpec());
  if (!config.startFrom.empty()) startFrom(*network, config);
  network->train();
  return network;
}

}  // namespace valvista::ml
