// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace valvista {

/// Bytes of the UTF-8 sequence at the front of `text`, which must not be empty; 0 when there is none (RFC
/// 3629: no overlong form, no surrogate, nothing beyond U+10FFFF).
std::size_t utf8SequenceLength(std::string_view text);

/// Whether the whole text is UTF-8.
bool isUtf8(std::string_view text);

}  // namespace valvista
