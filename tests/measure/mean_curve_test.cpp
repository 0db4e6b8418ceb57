// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/mean_curve.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace valvista::planning {
namespace {

TEST(MeanCurve, MeansTheCasesThatReachAPlace) {
  const std::vector<CrossSections> cohort{
      {{0.5, 2.5, 4.5}, {100, 300, 500}}, {{0.5, 2.5}, {200, 200}}, {{}, {}}};
  const MeanCurve curve = meanCurve(cohort);
  EXPECT_EQ(curve.distanceMm, (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(curve.cases, (std::vector<std::size_t>{2, 2, 1, 1}));
  ASSERT_EQ(curve.meanMm2.size(), 4u);
  EXPECT_DOUBLE_EQ(curve.meanMm2[0], (150 + 200) / 2.0);
  EXPECT_DOUBLE_EQ(curve.meanMm2[1], (250 + 200) / 2.0);
  EXPECT_DOUBLE_EQ(curve.meanMm2[2], 350);
  EXPECT_NEAR(curve.deviationMm2[1], 50 / std::sqrt(2.0), 1e-9);
  EXPECT_EQ(curve.deviationMm2[3], 0);
}

TEST(MeanCurve, OfNothingIsEmpty) {
  EXPECT_TRUE(meanCurve({}).distanceMm.empty());
}

}  // namespace
}  // namespace valvista::planning
