// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/app_settings.h"
#include "viewer/scene/slab.h"
#include "viewer/widgets/view_layout.h"

#include <QList>
#include <QObject>

class QAction;

namespace valvista::viewer {
class LinkedViews;
}

namespace valvista::ui {

class ActionRegistry;
class CaseDocument;

/// How the views show a case: layouts, what keys do to a view, turning and snapping the planes, slabs, window
/// and level, label opacity, the vessel of the reformat.
class ViewActions : public QObject {
  Q_OBJECT
 public:
  ViewActions(viewer::LinkedViews& views, const CaseDocument& document, AppSettings& settings,
              ActionRegistry& registry);

  /// The user's window and level; a new volume starts with it.
  void applyDefault();

 private:
  void addLayouts();
  void addCommands();
  void addPlanes();
  void addSlabs();
  void addVessels();
  void addPresets();
  void addOpacities();
  void applyWindowLevel(const WindowLevel& windowLevel);
  void changeThickness(double factor);
  void showLabels(bool shown);
  void updatePlanes();

  viewer::LinkedViews& views_;
  const CaseDocument& document_;
  AppSettings& settings_;
  ActionRegistry& registry_;
  WindowLevel current_;
  viewer::Slab slab_;
  int opacityPercent_;
  QAction *snapAnnulus_ = nullptr, *labels_ = nullptr;
};

}  // namespace valvista::ui
