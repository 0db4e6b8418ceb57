// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace valvista::cli {

/// Columns of text aligned for a terminal; the first row is the heading. Columns named in `rightAligned` hold
/// numbers. Widths count characters, not bytes.
std::string textTable(const std::vector<std::vector<std::string>>& rows,
                      const std::vector<std::size_t>& rightAligned);

}  // namespace valvista::cli
