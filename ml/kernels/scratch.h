// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace valvista::ml {

/// Floats for the work of one kernel, good until the thread asks again. They are kept from kernel to kernel:
/// new memory costs as much as the work on it.
float* scratchOf(std::int64_t floats);

}  // namespace valvista::ml
