// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace valvista {

/// Where this user's `name` ("models") are kept: the folder that the environment's `variable` names, else
/// valvista/`name` in $XDG_DATA_HOME, else in ~/.local/share. It need not exist; none when nothing is set.
std::optional<std::filesystem::path> dataFolder(const char* variable, std::string_view name);

}  // namespace valvista
