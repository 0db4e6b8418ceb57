// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/case_shelf.h"

#include <QObject>

#include <deque>
#include <filesystem>
#include <functional>

class QAction;
class QMainWindow;

namespace valvista::ui {

class ActionRegistry;
class FileActions;
class LibraryWindow;

/// The case library in the window: its commands, its list, and what is asked about work that was left.
class LibraryActions : public QObject {
  Q_OBJECT
 public:
  LibraryActions(const WindowSession& session, ActionRegistry& actions, FileActions& files,
                 QMainWindow& window);

  /// Asks about work of sessions that died, where there is some.
  void offerRecovery() { shelf_.lookForStrokes(); }
  /// Labels will be corrected.
  void expectStrokes() { shelf_.expectStrokes(); }
  /// The window closes, and nothing more is to be saved.
  void close() { shelf_.close(); }

 Q_SIGNALS:
  void failed(const QString& title, const QString& text);
  void done(const QString& title, const QString& text);
  /// Accepted cases are a dataset now; `refused` says which are not and why, empty for none.
  void exported(const QString& folder, const QString& refused);

 private:
  void registerCommands(ActionRegistry& actions);
  void connectShelf();
  void showLibrary();
  void setState(planning::CaseState state);
  void askNewFolder(const char* dialogName, const QString& title, const QString& proposed,
                    const std::function<void(const std::filesystem::path&)>& chosen);
  void askDataset();
  void askScanCopy();
  void askNext();
  void askDiscard(const LeftStrokes& left);
  void askRestore(const QString& reason, const QString& copy);
  void update();

  WindowSession session_;
  FileActions& files_;
  QMainWindow& window_;
  CaseShelf shelf_;
  std::deque<LeftStrokes> left_;
  QAction *next_ = nullptr, *save_ = nullptr, *review_ = nullptr, *accept_ = nullptr, *reject_ = nullptr,
          *exportScan_ = nullptr, *export_ = nullptr;
  LibraryWindow* list_ = nullptr;
};

}  // namespace valvista::ui
