// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/window_menus.h"

#include "ui/widgets/action_registry.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace valvista::ui {

namespace {

struct MenuSpec {
  ActionGroup group;
  const char* name;  ///< objectName
  const char* text;
};
constexpr MenuSpec kMenus[]{
    {ActionGroup::file, "fileMenu", QT_TRANSLATE_NOOP("WindowMenus", "&File")},
    {ActionGroup::cases, "casesMenu", QT_TRANSLATE_NOOP("WindowMenus", "&Cases")},
    {ActionGroup::edit, "editMenu", QT_TRANSLATE_NOOP("WindowMenus", "&Edit")},
    {ActionGroup::view, "viewMenu", QT_TRANSLATE_NOOP("WindowMenus", "&View")},
    {ActionGroup::tools, "toolsMenu", QT_TRANSLATE_NOOP("WindowMenus", "&Tools")},
    {ActionGroup::labels, "labelsMenu", QT_TRANSLATE_NOOP("WindowMenus", "La&bels")},
    {ActionGroup::workflow, "workflowMenu", QT_TRANSLATE_NOOP("WindowMenus", "&Steps")},
    {ActionGroup::help, "helpMenu", QT_TRANSLATE_NOOP("WindowMenus", "&Help")},
};
constexpr MenuSpec kViewSubmenus[]{
    {ActionGroup::layout, "layoutMenu", QT_TRANSLATE_NOOP("WindowMenus", "&Layout")},
    {ActionGroup::window, "windowLevelMenu", QT_TRANSLATE_NOOP("WindowMenus", "&Window and level")},
};

QString textOf(const MenuSpec& spec) {
  return QCoreApplication::translate("WindowMenus", spec.text);
}

void fill(QMenu& menu, const QList<QAction*>& actions) {
  for (QAction* action : actions) {
    if (action->property("startsSection").toBool()) menu.addSeparator();
    menu.addAction(action);
  }
}

void fillView(QMenu& menu, const ActionRegistry& actions, const QList<QAction*>& panels) {
  for (const MenuSpec& spec : kViewSubmenus) {
    const QList<QAction*> found = actions.actionsOf(spec.group);
    if (found.isEmpty()) continue;
    QMenu* submenu = menu.addMenu(textOf(spec));
    submenu->setObjectName(QString::fromLatin1(spec.name));
    fill(*submenu, found);
  }
  menu.addSeparator();
  fill(menu, actions.actionsOf(ActionGroup::view));
  menu.addSeparator();
  menu.addActions(panels);
}

}  // namespace

void buildMenus(QMenuBar& bar, const ActionRegistry& actions, const QList<QAction*>& panels) {
  for (const MenuSpec& spec : kMenus) {
    const QList<QAction*> found = actions.actionsOf(spec.group);
    if (found.isEmpty() && spec.group != ActionGroup::view) continue;
    QMenu* menu = bar.addMenu(textOf(spec));
    menu->setObjectName(QString::fromLatin1(spec.name));
    if (spec.group == ActionGroup::view) {
      fillView(*menu, actions, panels);
    } else {
      fill(*menu, found);
    }
  }
}

}  // namespace valvista::ui
