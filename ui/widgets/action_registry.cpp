// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_registry.h"

#include "ui/session/app_settings.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

#include <utility>

namespace valvista::ui {

ActionRegistry::ActionRegistry(AppSettings& settings, QWidget& window)
    : QObject(&window), settings_(settings), window_(window) {}

QAction* ActionRegistry::make(const ActionSpec& spec, std::function<void()> run) {
  auto* action = new QAction(spec.text, this);
  action->setObjectName(QString::fromLatin1(spec.id));
  action->setToolTip(spec.tip);
  action->setStatusTip(spec.tip);
  action->setCheckable(spec.checkable);
  action->setShortcuts(spec.keys);
  action->setProperty("group", static_cast<int>(spec.group));
  action->setProperty("startsSection", spec.startsSection);
  connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
  actions_.append(action);
  return action;
}

QAction* ActionRegistry::add(const ActionSpec& spec, std::function<void()> run) {
  QAction* action = make(spec, std::move(run));
  window_.addAction(action);
  return action;
}

QAction* ActionRegistry::addFor(QWidget& scope, const ActionSpec& spec, std::function<void()> run) {
  QAction* action = make(spec, std::move(run));
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  scope.addAction(action);
  return action;
}

QList<QAction*> ActionRegistry::actionsOf(ActionGroup group) const {
  QList<QAction*> found;
  for (QAction* action : actions_)
    if (action->property("group").toInt() == static_cast<int>(group)) found.append(action);
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
    case ActionGroup::workflow:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Workflow"));
    case ActionGroup::help:
      return say(QT_TRANSLATE_NOOP("ActionGroup", "Help"));
  }
  return {};
}

}  // namespace valvista::ui
