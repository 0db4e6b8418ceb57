// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/safetensors.h"

#include <ATen/core/Tensor.h>
#include <string>

namespace valvista::ml {

/// float32 from F32, F16 or BF16, int64 from I64; in memory of its own. Throws ModelError naming the tensor
/// for another type and for numbers that are not finite.
at::Tensor tensorOf(const NamedTensor&);

/// "[32, 16, 3, 3, 3]"
std::string shapeText(const at::Tensor&);

}  // namespace valvista::ml
