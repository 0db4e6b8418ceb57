// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace valvista {

/// The text of a file of this folder, compiled in. Throws std::out_of_range for an unknown name.
std::string_view resource(std::string_view name);

}  // namespace valvista
