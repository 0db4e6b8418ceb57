// SPDX-License-Identifier: GPL-3.0-or-later
// The whole sweep of the acceptance table, rows b and c, with a table of the worst errors. The reduced set in
// tests/phantom/accuracy_test.cpp runs with the unit tests.
#include "tests/phantom/accuracy.h"

namespace valvista::planning {
namespace {

const std::vector<std::string> kTilts{"0", "15", "30", "48", "60"};
const std::vector<std::string> kShapes{"ellipse", "circle", "trefoil"};
const std::vector<std::string> kOrientations{"LPS", "RAS", "RPI", "LAI", "PSL", "SRA", "ILP", "AIR"};

class AccuracySweep : public ::testing::Test {
 protected:
  void TearDown() override { table_.print(); }
  ErrorTable table_;
};

TEST_F(AccuracySweep, SpacingAndTilt) {
  for (const std::string spacing :
       {"0.4", "0.6", "0.8", "1.0", "0.45,0.45,0.9", "0.7,0.7,1.0", "1.0,0.5,0.8"})
    for (std::size_t t = 0; t < kTilts.size(); ++t)
      runCase(table_, "root spacing " + spacing,
              {{"region", "root"},
               {"spacing", spacing},
               {"tilt_deg", kTilts[t]},
               {"seed", std::to_string(11 + t)}},
              false);
}

TEST_F(AccuracySweep, NoiseAndBlur) {
  for (const std::string noise : {"0", "10", "25", "40"})
    for (const std::string blur : {"0.4", "0.6", "0.8"})
      for (const std::string spacing : {"0.6", "1.0"})
        runCase(table_, "root noise " + noise + " spacing " + spacing,
                {{"region", "root"},
                 {"spacing", spacing},
                 {"noise_hu", noise},
                 {"blur_mm", blur},
                 {"seed", "21"}},
                false);
}

TEST_F(AccuracySweep, ShapesAndSizes) {
  const std::vector<std::pair<std::string, std::string>> sizes{{"18", "21"}, {"22", "26"}, {"25", "31"}};
  std::uint64_t seed = 30;
  for (const std::string& shape : kShapes)
    for (const auto& [narrow, wide] : sizes)
      for (const std::string spacing : {"0.5", "1.0"}) {
        const bool large = wide == "31";
        runCase(table_, "root shape " + shape + " spacing " + spacing,
                {{"region", "root"},
                 {"spacing", spacing},
                 {"annulus_shape", shape},
                 {"annulus_min_mm", narrow},
                 {"annulus_max_mm", wide},
                 {"sinus_diameter_mm", large ? "38" : "33"},
                 {"annulus_rotation_deg", std::to_string(37 * (seed % 5))},
                 {"seed", std::to_string(seed++)}},
                false);
      }
}

TEST_F(AccuracySweep, Orientations) {
  for (const std::string& orientation : kOrientations)
    runCase(table_, "root orientation",
            {{"region", "root"}, {"spacing", "0.5,0.7,0.9"}, {"orientation", orientation}, {"seed", "41"}},
            false);
}

TEST_F(AccuracySweep, Seeds) {
  for (int seed = 50; seed < 62; ++seed)
    for (const std::string spacing : {"0.6", "1.0"})
      runCase(table_, "root seeds spacing " + spacing,
              {{"region", "root"}, {"spacing", spacing}, {"seed", std::to_string(seed)}}, false);
}

TEST_F(AccuracySweep, IliacArteries) {
  const std::vector<std::pair<std::string, std::string>> vessels{
      {"right", "5.5"}, {"left", "4.5"}, {"none", "5.5"}, {"right", "7"}};
  std::uint64_t seed = 70;
  for (const std::string spacing : {"0.5", "0.8", "1.0", "0.7,0.7,1.0"})
    for (const auto& [side, diameter] : vessels)
      for (const std::string noise : {"0", "40"})
        runCase(table_, "access spacing " + spacing,
                {{"region", "access"},
                 {"spacing", spacing},
                 {"stenosis", side},
                 {"stenosis_diameter_mm", diameter},
                 {"iliac_wave_mm", seed % 2 == 0 ? "3" : "6"},
                 {"noise_hu", noise},
                 {"seed", std::to_string(seed++)}},
                false);
}

TEST_F(AccuracySweep, Calcium) {
  for (const std::string spacing : {"0.5", "0.8", "1.0"}) {
    runCase(table_, "calcium root", {{"region", "root"}, {"spacing", spacing}, {"calcium", "annulus"}},
            false);
    runCase(table_, "calcium access", {{"region", "access"}, {"spacing", spacing}, {"calcium", "iliac"}},
            false);
  }
}

TEST_F(AccuracySweep, WholeBody) {
  for (const std::string seed : {"91", "92", "93"})
    runCase(table_, "full", {{"spacing", "1.0"}, {"seed", seed}}, false);
}

TEST_F(AccuracySweep, LabelsAlone) {
  std::uint64_t seed = 100;
  for (const std::string& shape : kShapes)
    for (const std::string& tilt : kTilts) {
      runCase(table_, "labels alone 1.5 mm root",
              {{"region", "root"},
               {"spacing", "1.5"},
               {"annulus_shape", shape},
               {"tilt_deg", tilt},
               {"seed", std::to_string(seed++)}},
              true);
      runCase(table_, "labels alone 1.5 mm access",
              {{"region", "access"}, {"spacing", "1.5"}, {"seed", std::to_string(seed++)}}, true);
    }
}

}  // namespace
}  // namespace valvista::planning
