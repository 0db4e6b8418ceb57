// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/network.h"

namespace valvista::ml {

/// The residual U-Net of MONAI (Kerfoot et al. 2018): strided convolutions down, transposed ones up, PReLU.
std::shared_ptr<Network> makeUNet(const UNetOptions&, int outChannels);

}  // namespace valvista::ml
