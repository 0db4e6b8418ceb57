// SPDX-License-Identifier: GPL-3.0-or-later
// Rows b and c of the acceptance table on a reduced set; tests/phantom/slow holds the whole sweep.
#include "tests/phantom/accuracy.h"

namespace valvista::planning {
namespace {

TEST(Accuracy, RootWithCt) {
  ErrorTable table;
  const std::vector<PhantomSettings> cases{
      {{"spacing", "0.6"}, {"tilt_deg", "48"}, {"noise_hu", "25"}, {"seed", "1"}},
      {{"spacing", "0.6"}, {"tilt_deg", "0"}, {"annulus_shape", "trefoil"}, {"seed", "2"}},
      {{"spacing", "1.0"}, {"tilt_deg", "30"}, {"noise_hu", "40"}, {"orientation", "RAS"}, {"seed", "3"}},
      {{"spacing", "1.0"}, {"tilt_deg", "0"}, {"noise_hu", "0"}, {"orientation", "PSL"}, {"seed", "4"}},
      {{"spacing", "0.7,0.7,1.0"}, {"tilt_deg", "60"}, {"annulus_shape", "circle"}, {"seed", "5"}},
      {{"spacing", "0.8"}, {"calcium", "annulus"}, {"orientation", "ILP"}, {"seed", "6"}},
  };
  for (PhantomSettings settings : cases) {
    settings.emplace_back("region", "root");
    runCase(table, "root", settings, false);
  }
  table.print();
}

/// The contract's words: the root ends at a minimum of the smoothed area, the curve that plan.json exports.
TEST(Accuracy, RootEndLiesAtTheMinimumOfTheExportedCurve) {
  for (const std::string spacing : {"0.8", "1.5", "0.7,0.7,1.0"})
    for (const std::string tilt : {"0", "48"})
      for (const std::string height : {"18", "27"}) {
        const PhantomSettings settings{{"region", "root"},
                                       {"spacing", spacing},
                                       {"tilt_deg", tilt},
                                       {"stj_height_mm", height},
                                       {"seed", "1"}};
        const Phantom phantom = makePhantom(specOf(settings), Progress());
        const RootLabels root = deriveRootLabels(phantom.anatomy, {}, {}, Progress());
        ASSERT_TRUE(root.curve && root.curve->rootEndMm) << describe(settings);
        const RootCurve& curve = *root.curve;
        const double end = *curve.rootEndMm, step = curve.distanceMm[1] - curve.distanceMm[0];
        const auto planeAt = [&](double mm) {
          return std::lower_bound(curve.distanceMm.begin(), curve.distanceMm.end(), mm) -
                 curve.distanceMm.begin();
        };
        const auto smoothed = curve.smoothedAreaMm2.begin();
        const auto lowest = std::min_element(smoothed + planeAt(end - 5.0), smoothed + planeAt(end + 5.0));
        EXPECT_NEAR(end, curve.distanceMm[static_cast<std::size_t>(lowest - smoothed)], step)
            << describe(settings);
      }
}

TEST(Accuracy, IliacArteriesWithCt) {
  ErrorTable table;
  const std::vector<PhantomSettings> cases{
      {{"spacing", "0.8"}, {"noise_hu", "40"}, {"seed", "7"}},
      {{"spacing", "1.0"}, {"stenosis", "left"}, {"stenosis_diameter_mm", "4.5"}, {"seed", "8"}},
      {{"spacing", "0.7,0.7,1.0"}, {"iliac_wave_mm", "6"}, {"orientation", "SRA"}, {"seed", "9"}},
  };
  for (PhantomSettings settings : cases) {
    settings.emplace_back("region", "access");
    runCase(table, "access", settings, false);
  }
  table.print();
}

TEST(Accuracy, LabelsAlone) {
  ErrorTable table;
  for (const std::string seed : {"10", "11", "12"}) {
    runCase(table, "root", {{"region", "root"}, {"spacing", "1.5"}, {"seed", seed}}, true);
    runCase(table, "access", {{"region", "access"}, {"spacing", "1.5"}, {"seed", seed}}, true);
  }
  table.print();
}

}  // namespace
}  // namespace valvista::planning
