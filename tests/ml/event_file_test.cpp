// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/event_file.h"

#include <gtest/gtest.h>

namespace valvista::ml {
namespace {

using namespace std::string_literals;

TEST(EventFile, ChecksumIsCrc32cAsTfRecordMasksIt) {
  // CRC-32C of the check string is 0xE3069283 (RFC 3720 and the catalogue of CRCs).
  const std::uint32_t crc = 0xE3069283U;
  EXPECT_EQ(maskedCrc32c("123456789"), ((crc >> 15U) | (crc << 17U)) + 0xA282EAD8U);
}

TEST(EventFile, BeginsAsEveryFileOfTensorBoard) {
  const std::string record = eventRecord(versionEvent(0.0));
  // Length 24 with its checksum: the first bytes of every tfevents file.
  EXPECT_EQ(record.substr(0, 12), "\x18\0\0\0\0\0\0\0\xa3\x7fK\""s);
  EXPECT_EQ(record.substr(12, 24), "\x09\0\0\0\0\0\0\0\0\x1a\x0d"s + "brain.Event:2");
}

TEST(EventFile, ScalarIsAnEventWithASummary) {
  const std::string expected =
      "\x09\0\0\0\0\0\0\xf0\x3f"s  // wall_time 1.0
      "\x10\xac\x02"s              // step 300
      "\x2a\x0b\x0a\x09"s          // summary, value
      "\x0a\x02"s
      "ab"s               // tag
      "\x15\0\0\0\x3f"s;  // simple_value 0.5
  EXPECT_EQ(scalarEvent(1.0, 300, "ab", 0.5), expected);
}

}  // namespace
}  // namespace valvista::ml
