// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/network.h"

namespace valvista::ml {

/// V-Net of MONAI (Milletari et al. 2016, https://arxiv.org/abs/1606.04797): convolutions of 5 voxels with
/// batch norm and ELU, each level added to what entered it.
std::shared_ptr<Network> makeVNet(int outChannels);

}  // namespace valvista::ml
