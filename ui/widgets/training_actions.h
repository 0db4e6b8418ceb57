// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/window_session.h"

#include <QObject>
#include <QString>

class QMainWindow;

namespace valvista::ui {

class ActionRegistry;
class CompareActions;
class FileActions;
class TrainingWindow;

/// Training a model: the command that opens its window, and cases of a training in the views.
class TrainingActions : public QObject {
  Q_OBJECT
 public:
  TrainingActions(const WindowSession& session, ActionRegistry& actions, FileActions& files,
                  CompareActions& compare, QMainWindow& window);

  /// The window on this dataset.
  void trainOn(const QString& dataset);

 Q_SIGNALS:
  void failed(const QString& title, const QString& text);
  void done(const QString& title, const QString& text);

 private:
  TrainingWindow& shown();

  WindowSession session_;
  FileActions& files_;
  CompareActions& compare_;
  QMainWindow& window_;
  TrainingWindow* training_ = nullptr;
};

}  // namespace valvista::ui
