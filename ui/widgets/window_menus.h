// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAction;
class QMenuBar;

namespace valvista::ui {

class ActionRegistry;

/// Fills the menu bar with every action of the registry: a menu for each group, layout and window/level as
/// submenus of View, and there at the end `panels`, which show and hide the docks. Call it once, after every
/// part of the window has registered its actions. Menus are named "fileMenu", "viewMenu" and so on.
void buildMenus(QMenuBar& bar, const ActionRegistry& actions, const QList<QAction*>& panels);

}  // namespace valvista::ui
