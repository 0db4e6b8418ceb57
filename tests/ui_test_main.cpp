// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/linked_views.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

/// GoogleTest with a QApplication; settings go to a test location.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  QStandardPaths::setTestModeEnabled(true);
  valvista::viewer::setDefaultSurfaceFormat();
  QApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
