// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/plan_export.h"
#include "ui/session/window_session.h"
#include "ui/widgets/unsaved_guard.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <utility>

class QAction;
class QFileDialog;
class QWidget;

namespace valvista::ui {

class ActionRegistry;

/// The actions that open and write files.
class FileActions : public QObject {
  Q_OBJECT
 public:
  FileActions(const WindowSession& session, ActionRegistry& actions, QWidget* window);

  /// Does `go` at once, or when the person has saved or discarded what would be lost.
  void whenSafe(UnsavedGuard::Step go) { guard_.whenSafe(std::move(go)); }

  /// Where work on a case of the library is saved before it would be lost.
  void saveInLibrary(LibrarySave library) { library_ = std::move(library); }

  /// Those for a first start.
  QList<QAction*> startActions() const { return {openCtFolder_, openCtFile_, demo_}; }

 Q_SIGNALS:
  void written(const QString& title, const QString& text);
  void notWritten(const QString& title, const QString& text);

 private:
  using Chosen = std::function<void(const QString&)>;
  void registerOpening(ActionRegistry& actions);
  void registerResults(ActionRegistry& actions);
  void ask(QFileDialog* dialog, const Chosen& chosen);
  void askFolder(const QString& title, const Chosen& chosen);
  void askVolume(const QString& title, const Chosen& chosen);
  void askReview();
  void askReport();
  void askLabels();
  /// `then` is done once the plan was written.
  void askPlanFolder(const UnsavedGuard::Step& then);
  void savePlan(const QString& folder, const UnsavedGuard::Step& then);
  ExportDone announce(const QString& what, const QString& path);
  void updateEnabled();

  WindowSession session_;
  QWidget* window_;
  LibrarySave library_;
  UnsavedGuard guard_;
  QAction *openCtFolder_ = nullptr, *openCtFile_ = nullptr, *openReview_ = nullptr, *demo_ = nullptr;
  QAction *measureAgain_ = nullptr, *exportReport_ = nullptr, *exportLabels_ = nullptr, *savePlan_ = nullptr;
};

}  // namespace valvista::ui
