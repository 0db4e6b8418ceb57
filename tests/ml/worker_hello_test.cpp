// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/worker_hello.h"

#include "ml/compute_devices.h"

#include <gtest/gtest.h>

namespace valvista::ml {
namespace {

TEST(WorkerHello, IsOneLineThatBeginsWithTheProcessorAndComesBackWhole) {
  const std::string hello = toJson(workerHello()).dump();
  EXPECT_EQ(hello.find('\n'), std::string::npos);
  EXPECT_TRUE(hello.starts_with("{\"type\":\"hello\",\"protocol\":1,")) << hello;
  const HelloMessage read = parseHello(Json::parse(hello, kLongestWorkerLine));
  ASSERT_FALSE(read.devices.empty());
  EXPECT_EQ(read.devices.size(), computeDevices().size());
  EXPECT_EQ(read.devices.front().id, "cpu");
  EXPECT_FALSE(read.devices.front().name.empty());
  EXPECT_GE(read.threads, 1);
}

}  // namespace
}  // namespace valvista::ml
