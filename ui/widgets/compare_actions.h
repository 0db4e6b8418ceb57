// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/comparison.h"
#include "ui/widgets/file_actions.h"
#include "viewer/widgets/view_layout.h"

#include <QObject>

class QAction;
class QDockWidget;
class QMainWindow;

namespace valvista::viewer {
class LinkedViews;
}

namespace valvista::ui {

class ActionRegistry;
class ComparePanel;

/// Comparing the labels of the case with a file: its actions, its panel (a dock that is there only while
/// there is a comparison), and what the views show of it.
class CompareActions : public QObject {
  Q_OBJECT
 public:
  CompareActions(const WindowSession& session, ActionRegistry& actions, viewer::LinkedViews& views,
                 QMainWindow& window);

  /// Reads and compares in the background.
  void compareWith(const QString& path);
  void compareWith(const planning::AnatomyLabels& other) { comparison_.start(other); }

 Q_SIGNALS:
  void written(const QString& title, const QString& text);
  void failed(const QString& title, const QString& text);

 private:
  void buildDock(QMainWindow& window);
  void askLabels();
  void askTable();
  void show();
  void updateEnabled();

  WindowSession session_;
  viewer::LinkedViews& views_;
  QMainWindow& window_;
  Comparison comparison_;
  ComparePanel* panel_;
  QDockWidget* dock_ = nullptr;
  QAction *compare_, *export_, *close_;
  std::optional<viewer::ViewLayout> layoutBefore_;  ///< while there is a comparison
};

}  // namespace valvista::ui
