// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
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
enum class ActionGroup : std::uint8_t {
  file,
  cases,
  edit,
  view,
  layout,
  window,
  tools,
  labels,
  workflow,
  help
};

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

  /// Gives the action these keys and keeps them. Returns why not, in a sentence, and changes nothing when
  /// another action that can be meant at the same time has one of them; empty when done.
  QString setKeys(QAction& action, const QList<QKeySequence>& keys);
  /// Back to the keys of the program; returns why not, as setKeys.
  QString resetKeys(QAction& action);
  void resetAllKeys();
  bool hasOwnKeys(const QAction& action) const;

 Q_SIGNALS:
  void keysChanged();

 private:
  QAction* make(const ActionSpec& spec, std::function<void()> run, QWidget* scope);
  void useKeys(QAction& action, const QList<QKeySequence>& keys);
  QString conflict(const QAction& action, const QList<QKeySequence>& keys) const;

  struct Entry {
    QString tip;
    QList<QKeySequence> keys;  ///< default
    QWidget* scope = nullptr;  ///< the whole window when nullptr; never read, only compared
  };

  AppSettings& settings_;
  QWidget& window_;
  QList<QAction*> actions_;
  QHash<const QAction*, Entry> entries_;
};

/// "File", translated.
QString textOf(ActionGroup group);
/// All groups in the order of the menus.
QList<ActionGroup> actionGroups();
ActionGroup groupOf(const QAction& action);
/// The action's text as people read it: without mnemonic and dots.
QString plainText(const QAction& action);
/// "Ctrl+F, F3", as the keyboard shows it; empty for none.
QString keysText(const QAction& action);

}  // namespace valvista::ui
