// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/event_file.h"

#include <array>
#include <bit>

namespace valvista::ml {

namespace {

/// Fields of Event, Summary and Summary.Value (tensorflow, core/util/event.proto and summary.proto).
constexpr unsigned kWallTime = 1, kStep = 2, kFileVersion = 3, kSummary = 5, kValue = 1, kTag = 1,
                   kSimpleValue = 2;
/// Wire types of protobuf.
constexpr unsigned kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5;

constexpr std::array<std::uint32_t, 256> crcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < 256; ++n) {
    std::uint32_t c = n;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0x82F63B78U ^ (c >> 1U) : c >> 1U;
    table[n] = c;
  }
  return table;
}

template <class Unsigned>
std::string littleEndian(Unsigned value) {
  std::string bytes;
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
    bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
  return bytes;
}

std::string varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80U; value >>= 7U) bytes.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
  bytes.push_back(static_cast<char>(value));
  return bytes;
}

std::string key(unsigned field, unsigned wireType) {
  return varint((field << 3U) | wireType);
}

std::string bytesField(unsigned field, std::string_view bytes) {
  return key(field, kBytes) + varint(bytes.size()) + std::string(bytes);
}

std::string doubleField(unsigned field, double value) {
  return key(field, kFixed64) + littleEndian(std::bit_cast<std::uint64_t>(value));
}

}  // namespace

std::uint32_t maskedCrc32c(std::string_view bytes) {
  static constexpr auto kTable = crcTable();
  std::uint32_t c = 0xFFFFFFFFU;
  for (const char byte : bytes) c = kTable[(c ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (c >> 8U);
  return std::rotr(~c, 15) + 0xA282EAD8U;
}

std::string eventRecord(std::string_view event) {
  const std::string length = littleEndian<std::uint64_t>(event.size());
  return length + littleEndian(maskedCrc32c(length)) + std::string(event) + littleEndian(maskedCrc32c(event));
}

std::string versionEvent(double wallTime) {
  return doubleField(kWallTime, wallTime) + bytesField(kFileVersion, "brain.Event:2");
}

std::string scalarEvent(double wallTime, std::int64_t step, std::string_view tag, double value) {
  const std::string number =
      key(kSimpleValue, kFixed32) + littleEndian(std::bit_cast<std::uint32_t>(static_cast<float>(value)));
  const std::string summary = bytesField(kValue, bytesField(kTag, tag) + number);
  return doubleField(kWallTime, wallTime) + key(kStep, kVarint) + varint(static_cast<std::uint64_t>(step)) +
         bytesField(kSummary, summary);
}

}  // namespace valvista::ml
