// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/safetensors.h"

#include <ATen/core/Tensor.h>
#include <string>

namespace valvista::ml {

/// float32 from F32, F16 or BF16, int64 from I64; in memory of its own. Throws ModelError naming the tensor
/// for another type and for numbers that are not finite.
at::Tensor tensorOf(const NamedTensor&);

/// Throws ModelError naming the tensor unless it has this shape.
void checkShape(const NamedTensor&, at::IntArrayRef shape);

}  // namespace valvista::ml
