// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <map>

class QLabel;
class QProgressBar;
class QPushButton;

namespace valvista::ui {

class JobRunner;

/// The one place where work under way is shown: what is being done, how far it is, and Cancel.
class JobStatusBar : public QWidget {
  Q_OBJECT
 public:
  explicit JobStatusBar(JobRunner& jobs, QWidget* parent = nullptr);

 private:
  void begin(const QString& key);
  void update(const QString& key, double fraction, const QString& what);
  void end(const QString& key);
  void showCurrent();

  struct State {
    double fraction = 0.0;
    QString what;
  };
  JobRunner& jobs_;
  std::map<QString, State> running_;
  QString current_;  ///< key of the job that is shown: the last that spoke
  QLabel* text_;
  QProgressBar* bar_;
  QPushButton* cancel_;
};

}  // namespace valvista::ui
