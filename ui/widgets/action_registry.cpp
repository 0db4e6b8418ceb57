// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_registry.h"

#include "ui/session/app_settings.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

#include <utility>

namespace valvista::ui {

namespace {
constexpr auto kGroup = "group";
}

ActionRegistry::ActionRegistry(AppSettings& settings, QWidget& window)
    : QObject(&window), settings_(settings), window_(window) {
  setObjectName(QStringLiteral("actions"));
}

QAction* ActionRegistry::make(const ActionSpec& spec, std::function<void()> run, QWidget* scope) {
  auto* action = new QAction(spec.text, this);
  action->setObjectName(QString::fromLatin1(spec.id));
  action->setStatusTip(spec.tip);
  action->setCheckable(spec.checkable);
  action->setProperty(kGroup, static_cast<int>(spec.group));
  action->setProperty("startsSection", spec.startsSection);
  connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
  actions_.append(action);
  entries_.insert(action, {spec.tip, spec.keys, scope});
  useKeys(*action, settings_.keys(action->objectName()).value_or(spec.keys));
  return action;
}

QAction* ActionRegistry::add(const ActionSpec& spec, std::function<void()> run) {
  QAction* action = make(spec, std::move(run), nullptr);
  window_.addAction(action);
  return action;
}

QAction* ActionRegistry::addFor(QWidget& scope, const ActionSpec& spec, std::function<void()> run) {
  QAction* action = make(spec, std::move(run), &scope);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  scope.addAction(action);
  return action;
}

void ActionRegistry::useKeys(QAction& action, const QList<QKeySequence>& keys) {
  action.setShortcuts(keys);
  const QString tip = entries_[&action].tip.isEmpty() ? plainText(action) : entries_[&action].tip;
  action.setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keysText(action)));
}

QString ActionRegistry::conflict(const QAction& action, const QList<QKeySequence>& keys) const {
  const QWidget* scope = entries_[&action].scope;
  for (const QAction* other : actions_) {
    const QWidget* otherScope = entries_[other].scope;
    if (other == &action || (scope && otherScope && scope != otherScope)) continue;
    for (const QKeySequence& key : keys)
      for (const QKeySequence& taken : other->shortcuts())
        if (key.matches(taken) != QKeySequence::NoMatch || taken.matches(key) != QKeySequence::NoMatch)
          return tr("%1 is the key of \u201c%2\u201d in \u201c%3\u201d.")
              .arg(taken.toString(QKeySequence::NativeText), plainText(*other), textOf(groupOf(*other)));
  }
  return {};
}

QString ActionRegistry::setKeys(QAction& action, const QList<QKeySequence>& keys) {
  const QString why = conflict(action, keys);
  if (!why.isEmpty()) return why;
  if (keys == entries_[&action].keys)
    settings_.resetKeys(action.objectName());
  else
    settings_.setKeys(action.objectName(), keys);
  useKeys(action, keys);
  Q_EMIT keysChanged();
  return {};
}

QString ActionRegistry::resetKeys(QAction& action) {
  return setKeys(action, entries_[&action].keys);
}

void ActionRegistry::resetAllKeys() {
  for (QAction* action : actions_) {
    settings_.resetKeys(action->objectName());
    useKeys(*action, entries_[action].keys);
  }
  Q_EMIT keysChanged();
}

bool ActionRegistry::hasOwnKeys(const QAction& action) const {
  return action.shortcuts() != entries_[&action].keys;
}

QList<QAction*> ActionRegistry::actionsOf(ActionGroup group) const {
  QList<QAction*> found;
  for (QAction* action : actions_)
    if (groupOf(*action) == group) found.append(action);
  return found;
}

QAction* ActionRegistry::find(const QString& id) const {
  for (QAction* action : actions_)
    if (action->objectName() == id) return action;
  return nullptr;
}

QString textOf(ActionGroup group) {
  const auto say = [](const char* text) { return QCoreApplication::translate("ActionGroup", text); };
  switch (group) {
    case ActionGroup::file:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "File"));
    case ActionGroup::cases:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Cases"));
    case ActionGroup::edit:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Edit"));
    case ActionGroup::view:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "View"));
    case ActionGroup::layout:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Layout"));
    case ActionGroup::window:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Window and level"));
    case ActionGroup::tools:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Tools"));
    case ActionGroup::labels:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Labels"));
    case ActionGroup::workflow:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Workflow"));
    case ActionGroup::help:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Help"));
  }
  return {};
}

QList<ActionGroup> actionGroups() {
  return {ActionGroup::file,     ActionGroup::cases,  ActionGroup::edit,  ActionGroup::view,
          ActionGroup::layout,   ActionGroup::window, ActionGroup::tools, ActionGroup::labels,
          ActionGroup::workflow, ActionGroup::help};
}

ActionGroup groupOf(const QAction& action) {
  return static_cast<ActionGroup>(action.property(kGroup).toInt());
}

QString plainText(const QAction& action) {
  QString text = action.text();
  text.remove(QStringLiteral("\u2026"));
  text.replace(QStringLiteral("&&"), QStringLiteral("\n"));
  text.remove(QLatin1Char('&'));
  return text.replace(QLatin1Char('\n'), QLatin1Char('&'));
}

QString keysText(const QAction& action) {
  return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText)
      .replace(QStringLiteral("; "), QStringLiteral(", "));
}

}  // namespace valvista::ui
