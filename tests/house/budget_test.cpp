// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "tests/house/source_tree.h"

namespace valvista::tests {
namespace {

/// CONTRIBUTING.md: a file has about 300 lines, never more than 500, and names its licence.
TEST(Budget, NoFileOutgrowsItsBudget) {
  std::size_t files = 0;
  for (const char* top : {"app", "ui", "viewer", "planning", "ml", "resources", "tests"})
    for (const std::string& file : sourcesBelow(top)) {
      const auto lines = linesOf(file);
      ++files;
      EXPECT_LE(lines.size(), 500u) << file;
      ASSERT_FALSE(lines.empty()) << file;
      EXPECT_EQ(lines.front(), "// SPDX-License-Identifier: GPL-3.0-or-later") << file;
    }
  EXPECT_GT(files, 30u) << "the sources were not found";
}

}  // namespace
}  // namespace valvista::tests
