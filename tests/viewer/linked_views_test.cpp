// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/linked_views.h"

#include <gtest/gtest.h>

namespace valvista::viewer {
namespace {

TEST(LinkedViews, OpensEmpty) {
  LinkedViews views;
  views.resize(800, 600);
  EXPECT_FALSE(views.grab().isNull());
}

}  // namespace
}  // namespace valvista::viewer
