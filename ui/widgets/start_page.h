// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;

namespace valvista::ui {

/// Stands where the views will be while no case is open: what to do first.
class StartPage : public QWidget {
  Q_OBJECT
 public:
  /// One button for each action, and one below for the tour.
  StartPage(const QList<QAction*>& actions, QAction& tour, QWidget* parent = nullptr);
};

}  // namespace valvista::ui
