// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker_hello.h"

#include "ml/compute_devices.h"

#include <gtest/gtest.h>

namespace valvista::ml {
namespace {

TEST(WorkerHello, TextIsEscaped) {
  EXPECT_EQ(jsonString("plain"), "\"plain\"");
  EXPECT_EQ(jsonString("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(jsonString("\n\x01\x7f"), "\"\\u000a\\u0001\\u007f\"");
  EXPECT_EQ(jsonString("Größe 王 😀"), "\"Größe 王 😀\"");
  EXPECT_EQ(jsonString("\xff"
                       "a\xc3"),
            "\"\\ufffda\\ufffd\"");
  EXPECT_EQ(jsonString("\xed\xa0\x80"), "\"\\ufffd\\ufffd\\ufffd\"") << "a lone surrogate";
  EXPECT_EQ(jsonString("\xc0\xaf"), "\"\\ufffd\\ufffd\"") << "an overlong slash";
}

TEST(WorkerHello, IsOneLineThatBeginsWithTheProcessor) {
  const std::string hello = workerHello();
  EXPECT_EQ(hello.find('\n'), std::string::npos);
  EXPECT_TRUE(hello.starts_with("{\"type\":\"hello\",\"protocol\":1,")) << hello;
  ASSERT_FALSE(computeDevices().empty());
  EXPECT_EQ(computeDevices().front().id, "cpu");
  EXPECT_FALSE(computeDevices().front().name.empty());
}

}  // namespace
}  // namespace valvista::ml
