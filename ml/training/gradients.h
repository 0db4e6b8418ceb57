// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/network.h"
#include "ml/training/patch_source.h"
#include "planning/core/loss_spec.h"

#include <c10/core/Device.h>
#include <optional>
#include <vector>

namespace valvista::ml {

/// How the loss of a part of a step is computed.
struct LossComputation {
  std::vector<LossTerm> terms;
  c10::Device device = c10::kCPU;
  bool bfloat16 = false;   ///< where that is accurate enough; losses are always float32
  bool watchTube = false;  ///< also give the median probability on the tubes
};

/// Losses of a part of a step, each times the part's share.
struct PartLoss {
  double total = 0.0;
  std::vector<double> terms;           ///< unweighted
  std::optional<double> medianOnTube;  ///< of the tube's class; not times the share
};

/// Adds the gradients of `share` times the loss to those that the network has. Losses are means over patches,
/// so that parts with their shares of the patches add up to the step as a whole.
PartLoss addGradients(Network& network, const PatchBatch& batch, double share, const LossComputation& how);

}  // namespace valvista::ml
