// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability D1 and D2.
#include "tests/library/killed_library.h"

namespace valvista::planning {
namespace {

constexpr int kKills = 200;

class Killed : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
};

TEST_F(Killed, whileSaving) {
  KilledLibrary(folder_.path()).saving(kKills);
}

TEST_F(Killed, whileMigrating) {
  KilledLibrary(folder_.path()).migrating(kKills);
}

TEST_F(Killed, whileExporting) {
  KilledLibrary(folder_.path()).exporting(kKills);
}

TEST_F(Killed, whilePainting) {
  KilledLibrary(folder_.path()).painting(kKills);
}

}  // namespace
}  // namespace valvista::planning
