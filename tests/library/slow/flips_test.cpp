// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability D6.
#include "tests/library/flipped_library.h"

namespace valvista::planning {
namespace {

TEST(Flips, aThousandAreNoticedOrChangeNothing) {
  const TemporaryFolder folder;
  FlippedLibrary(folder.path()).flip(1000, 11);
}

}  // namespace
}  // namespace valvista::planning
