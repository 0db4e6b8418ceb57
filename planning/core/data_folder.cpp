// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/data_folder.h"

#include <cstdlib>

namespace valvista {

std::optional<std::filesystem::path> dataFolder(const char* variable, std::string_view name) {
  const auto set = [](const char* entry) {
    const char* value = std::getenv(entry);
    return std::filesystem::path(value == nullptr ? "" : value);
  };
  if (const auto own = set(variable); !own.empty()) return own;
  if (const auto shared = set("XDG_DATA_HOME"); shared.is_absolute()) return shared / "valvista" / name;
  if (const auto home = set("HOME"); !home.empty()) return home / ".local/share/valvista" / name;
  return std::nullopt;
}

}  // namespace valvista
