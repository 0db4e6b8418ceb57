// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/dicom_header.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace valvista::planning {

/// Decodes one JPEG 2000 code stream (bare or in a JP2 box file) of one component into allocated words.
/// Returns why it cannot be done, or an empty text. Size and sign must be those of `format`.
std::string decodeJpeg2000(std::span<const std::uint8_t> stream, const PixelFormat& format,
                           std::span<std::uint16_t> words);

}  // namespace valvista::planning
