// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/anatomy/blurred_step.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace valvista::planning {
namespace {

TEST(NormalTable, IsTheNormalDistributionAndEndsFarOut) {
  const NormalTable& table = NormalTable::shared();
  for (double x = -4.499; x < 4.5; x += 0.0037) {
    const BlurredStep step = table.at(x);
    EXPECT_NEAR(step.risen, 0.5 * std::erfc(-x / std::numbers::sqrt2), 1e-9) << x;
    EXPECT_NEAR(step.slope, std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::numbers::pi), 2e-9) << x;
  }
  for (const double far : {4.5, 7.0, 1e300}) {
    EXPECT_EQ(table.at(far).risen, 1.0);
    EXPECT_EQ(table.at(-far).risen, 0.0);
    EXPECT_EQ(table.at(far).slope, 0.0);
    EXPECT_EQ(table.at(-far).slope, 0.0);
  }
}

}  // namespace
}  // namespace valvista::planning
