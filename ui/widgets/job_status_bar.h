// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/job_watch.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace valvista::ui {

/// The one place where work under way is shown: what is being done, how far it is, how long it will take, and
/// Cancel.
class JobStatusBar : public QWidget {
  Q_OBJECT
 public:
  explicit JobStatusBar(JobRunner& jobs, QWidget* parent = nullptr);

 private:
  void showWork();

  JobWatch watch_;
  QLabel* text_;
  QProgressBar* bar_;
  QLabel* left_;
  QPushButton* cancel_;
};

}  // namespace valvista::ui
