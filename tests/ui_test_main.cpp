// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/linked_views.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cstdlib>

/// GoogleTest with a QApplication; settings go to a test location, and what this user has installed, trained or
/// stored is not seen.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  QStandardPaths::setTestModeEnabled(true);
  const QTemporaryDir ownFolder;
  setenv("XDG_DATA_HOME", ownFolder.path().toLocal8Bit().constData(), 1);
  for (const char* folder : {"VALVISTA_MODELS", "VALVISTA_TRAINING", "VALVISTA_LIBRARY"}) unsetenv(folder);
  valvista::viewer::setDefaultSurfaceFormat();
  QApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
