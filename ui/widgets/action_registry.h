// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>

class QAction;
class QWidget;

namespace valvista::ui {

class AppSettings;

/// Where an action stands in the menus, in the sheet of keys and in the search.
enum class ActionGroup : std::uint8_t { file, edit, view, layout, window, tools, workflow, help };

struct ActionSpec {
  const char* id = "";       ///< also the objectName; stable, the user's keys are kept under it
  QString text;              ///< with mnemonic
  QString tip;               ///< one sentence
  QList<QKeySequence> keys;  ///< default; the user may have others
  ActionGroup group = ActionGroup::view;
  bool checkable = false;
  bool startsSection = false;  ///< a line stands before it in its menu
};

/// Every command of the window: menus, keys, the "?" sheet and the Ctrl+F search are built from it.
class ActionRegistry : public QObject {
  Q_OBJECT
 public:
  ActionRegistry(AppSettings& settings, QWidget& window);

  /// The keys work in the whole window.
  QAction* add(const ActionSpec& spec, std::function<void()> run);
  /// The keys work only while the focus is in `scope` (arrow keys of the views).
  QAction* addFor(QWidget& scope, const ActionSpec& spec, std::function<void()> run);
  /// In the order in which they were added.
  const QList<QAction*>& actions() const { return actions_; }
  QList<QAction*> actionsOf(ActionGroup group) const;
  /// nullptr when there is none.
  QAction* find(const QString& id) const;

 private:
  QAction* make(const ActionSpec& spec, std::function<void()> run);

  AppSettings& settings_;
  QWidget& window_;
  QList<QAction*> actions_;
};

/// "File", translated.
QString textOf(ActionGroup group);

}  // namespace valvista::ui
