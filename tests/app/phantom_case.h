// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/command_line.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace valvista::tests {

/// A small phantom made once by the program itself, for all tests of a suite.
class PhantomCase : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    phantom_ = std::make_unique<TemporaryFolder>();
    made_ = runCli({"phantom", "--out", phantom_->path().string(), "--spacing", "1.5,1.5,1.5", "--noise-hu",
                    "10", "--dicom", "--json", (*phantom_ / "answer.json").string()});
    ASSERT_EQ(made_.code, 0) << made_.err;
  }
  static void TearDownTestSuite() { phantom_.reset(); }

  static std::string given(const std::string& name) { return (*phantom_ / name).string(); }
  std::string wanted(const std::string& name) const { return (folder_ / name).string(); }

  static inline std::unique_ptr<TemporaryFolder> phantom_;
  static inline Outcome made_;
  TemporaryFolder folder_;
};

}  // namespace valvista::tests
