// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace valvista::ml {

/// The logits in the type a loss is computed in: double stays, everything else becomes float32 (sums over
/// a million voxels are wrong in half precision). Throws std::invalid_argument unless `labels` fit them.
at::Tensor checkedLogits(const at::Tensor& logits, const at::Tensor& labels);

/// (1 - p)^gamma from log p, exact where p is near 1.
at::Tensor focalFactor(const at::Tensor& logProbability);

}  // namespace valvista::ml
