// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace valvista::ui {

class ActionRegistry;

/// The page of the settings where the user gives actions other keys.
class KeyEditor : public QWidget {
  Q_OBJECT
 public:
  explicit KeyEditor(ActionRegistry& actions, QWidget* parent = nullptr);

 private:
  void fill();
  void showChosen();
  void take();
  void say(const QString& problem);
  QAction* chosen() const;

  ActionRegistry& actions_;
  QTreeWidget* list_;
  QKeySequenceEdit* key_;
  QPushButton *set_, *none_, *reset_, *resetAll_;
  QLabel* problem_;
};

}  // namespace valvista::ui
