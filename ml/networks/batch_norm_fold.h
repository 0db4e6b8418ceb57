// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/weight_reader.h"

namespace valvista::ml {

struct ConvolutionWeights {
  at::Tensor weight, bias;
};

/// The convolution that gives what this one followed by the batch norm `norm` gives, in the memory of this
/// one's weight. `outAxis` is that of the output channels in the weight; the bias may be undefined.
ConvolutionWeights foldBatchNorm(const ConvolutionWeights&, const WeightReader& norm, std::int64_t outAxis);

}  // namespace valvista::ml
