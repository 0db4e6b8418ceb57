// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/network.h"
#include "ml/training/gradients.h"
#include "ml/training/optimizer.h"
#include "ml/training/patch_loader.h"
#include "ml/training/peers.h"
#include "planning/core/training/train_run.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ml {

/// How a training computes here, which may differ between the machines it goes on on.
struct TrainMachine {
  std::string device = "cpu";
  bool bfloat16 = false;
};

/// A step: gradients of its patches, summed over the processes, and one change of the weights. A pure
/// function of configuration, weights and number of the step.
class StepComputer {
 public:
  StepComputer(const TrainConfig& config, const TrainMachine& machine, Peers& peers);

  Network& network() { return *network_; }
  const std::optional<WeightAverage>& average() const { return average_; }
  /// All that changes from step to step.
  TensorTable state() const;
  /// Weights to be validated and kept: the average where there is one.
  TensorTable weightsToKeep() const;

  /// `next` gives the batches of this process, one for each range. Throws ModelError with advice when the
  /// loss or its gradient is no longer a number; the weights are then as before.
  struct Result {
    TrainStep step;
    std::optional<double> medianOnTube;
  };
  Result compute(std::int64_t step, const std::vector<PatchRange>& ranges,
                 const std::function<PatchBatch()>& next);

 private:
  void sumOverPeers(PartLoss& loss);

  const TrainConfig& config_;
  Peers& peers_;
  LossComputation how_;
  std::shared_ptr<Network> network_;
  Optimizer optimizer_;
  std::optional<WeightAverage> average_;
};

}  // namespace valvista::ml
