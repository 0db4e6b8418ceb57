// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/plan_markups.h"

#include <QList>
#include <QObject>

#include <utility>

class QAction;

namespace valvista::viewer {
class LinkedViews;
}

namespace valvista::ui {

class ActionRegistry;

/// What the hand does in the views: tools, annotations, handles.
class ToolActions : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    CaseDocument& document;
    viewer::LinkedViews& views;
  };
  ToolActions(ActionRegistry& actions, const Parts& parts, QObject* parent);

 private:
  void registerTools(ActionRegistry& actions);
  void registerAnnotations(ActionRegistry& actions);
  void registerHandles(ActionRegistry& actions);
  void startRenaming();
  /// Checks and enables every action as the board and the document are now.
  void update();

  Parts parts_;
  PlanMarkups* markups_;
  QList<std::pair<viewer::ViewTool, QAction*>> tools_;
  QList<std::pair<planning::Vessel, QAction*>> centrelines_;
  QAction *removeAnnotation_ = nullptr, *rename_ = nullptr, *showHandles_ = nullptr,
          *showAnnotations_ = nullptr;
};

}  // namespace valvista::ui
