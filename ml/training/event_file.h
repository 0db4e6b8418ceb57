// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace valvista::ml {

/// CRC-32C (Castagnoli) as TFRecord files mask it: rotated right by 15 bits, plus 0xa282ead8.
std::uint32_t maskedCrc32c(std::string_view bytes);

/// A record of an event file as TensorBoard reads it: length (uint64, little endian), its masked CRC, the
/// bytes, their masked CRC (TensorFlow, core/lib/io/record_writer.h).
std::string eventRecord(std::string_view event);

/// tensorflow.Event in protobuf's wire format: the first of a file, which names its version ...
std::string versionEvent(double wallTime);
/// ... and a summary with one number.
std::string scalarEvent(double wallTime, std::int64_t step, std::string_view tag, double value);

}  // namespace valvista::ml
