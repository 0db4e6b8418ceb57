// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker_hello.h"

#include "ml/compute_devices.h"

#include <gtest/gtest.h>

namespace valvista::ml {
namespace {

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
