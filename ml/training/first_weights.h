// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/network.h"
#include "planning/core/training/train_config.h"

#include <memory>

namespace valvista::ml {

/// The network of a training with the weights it starts from: random ones by the seed, or those of the model
/// in `startFrom`. Where that has other classes, the tensors whose size depends on their number keep the new
/// weights, but for the rows of classes of the same name. Throws ModelError when it is another network.
std::shared_ptr<Network> networkToTrain(const TrainConfig& config);

}  // namespace valvista::ml
