// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/main_window.h"

#include <QObject>
#include <QStringList>

#include <filesystem>

namespace valvista::app {

/// Exit codes of the contract.
enum ExitCode { kDone = 0, kWrongUsage = 2, kInputRefused = 3, kNotMeasured = 4, kNotWritten = 5 };

struct ScreenshotRequest {
  std::filesystem::path file;
  QString part;          ///< objectName of the window to be seen, the main one when empty
  QStringList commands;  ///< ids of actions or names of buttons, run one after the other before the picture,
                         ///< each when the work of the one before is done
};

/// Waits until nothing is under way, shows the annulus, writes a picture of the window and ends the program
/// with an exit code of the contract. No picture is written of a case that could not be opened.
class Screenshot : public QObject {
 public:
  Screenshot(ui::MainWindow& window, const ui::WindowSession& session, ScreenshotRequest request);

 private:
  void settle();
  void runNext();
  void take();

  ui::MainWindow& window_;
  ui::WindowSession session_;
  ScreenshotRequest request_;
  bool settled_ = false, stepFailed_ = false;
};

}  // namespace valvista::app
