// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>

namespace valvista::ml {

/// Whether what LibTorch or the system threw says that memory ran out: by type for devices, in words for the processor.
bool isOutOfMemory(const std::exception& error);

}  // namespace valvista::ml
