// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/network.h"

namespace valvista::ml {

/// Swin UNETR of MONAI (Hatamizadeh et al. 2022, https://arxiv.org/abs/2201.01266): a shifted-window
/// transformer encodes at five resolutions, residual convolutions decode.
std::shared_ptr<Network> makeSwinUnetr(const SwinUnetrOptions&, int outChannels);

}  // namespace valvista::ml
