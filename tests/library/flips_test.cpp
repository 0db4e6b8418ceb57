// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability D6, reduced.
#include "tests/library/flipped_library.h"

namespace valvista::planning {
namespace {

TEST(Flips, everyFlippedByteIsNoticedOrChangesNothing) {
  const TemporaryFolder folder;
  FlippedLibrary(folder.path()).flip(100, 7);
}

}  // namespace
}  // namespace valvista::planning
