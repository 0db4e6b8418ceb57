// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/descriptor.h"

#include <unistd.h>

namespace valvista {

void Descriptor::close() {
  if (isOpen()) ::close(std::exchange(descriptor_, -1));
}

}  // namespace valvista
