// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/out_of_memory.h"

#include <c10/util/Exception.h>
#include <new>
#include <string_view>

namespace valvista::ml {

bool isOutOfMemory(const std::exception& error) {
  const std::string_view text = error.what();
  return dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
         dynamic_cast<const std::bad_alloc*>(&error) != nullptr ||
         text.find("can't allocate memory") != std::string_view::npos ||
         text.find("out of memory") != std::string_view::npos;
}

}  // namespace valvista::ml
