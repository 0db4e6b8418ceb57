// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability D1 and D2 where the power is cut.
#include "tests/library/cut_library.h"

namespace valvista::planning {
namespace {

constexpr int kCuts = 300;

class PowerCuts : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
};

TEST_F(PowerCuts, whileSaving) {
  CutLibrary(folder_.path()).saving(kCuts);
}

TEST_F(PowerCuts, whileRecovering) {
  CutLibrary(folder_.path()).recovering(kCuts);
}

TEST_F(PowerCuts, whileSavingWhatAKilledProcessLeft) {
  CutLibrary(folder_.path()).savingWhatLiesThere(kCuts);
}

TEST_F(PowerCuts, whileJudging) {
  CutLibrary(folder_.path()).judging(kCuts);
}

TEST_F(PowerCuts, whileExporting) {
  CutLibrary(folder_.path()).exporting(kCuts);
}

TEST_F(PowerCuts, whileMigrating) {
  CutLibrary(folder_.path()).migrating(kCuts);
}

TEST_F(PowerCuts, whileChangingOnANetwork) {
  CutLibrary(folder_.path()).changingOnANetwork(kCuts);
}

TEST_F(PowerCuts, whileRestoring) {
  CutLibrary(folder_.path()).restoring(kCuts);
}

TEST_F(PowerCuts, whileReplacingAFile) {
  CutLibrary(folder_.path()).replacing(kCuts);
}

TEST_F(PowerCuts, whilePainting) {
  CutLibrary(folder_.path()).painting(kCuts);
}

}  // namespace
}  // namespace valvista::planning
