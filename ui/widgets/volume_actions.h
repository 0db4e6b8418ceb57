// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/case_document.h"
#include "viewer/scene/volume_preset.h"

#include <QObject>

#include <optional>

class QAction;
class QActionGroup;

namespace valvista::viewer {
class LinkedViews;
}

namespace valvista::ui {

class ActionRegistry;

/// What 3D shows: how the CT is drawn, where it is cut, labels and their names.
class VolumeActions : public QObject {
  Q_OBJECT
 public:
  VolumeActions(const CaseDocument& document, ActionRegistry& actions, viewer::LinkedViews& views,
                QObject* parent);

 private:
  void addPresets(ActionRegistry& actions);
  void addClipping(ActionRegistry& actions);
  void addLabels(ActionRegistry& actions);
  QAction* addPreset(ActionRegistry& actions, const char* id, const QString& text,
                     viewer::VolumePreset preset);
  void follow(const CaseChange& change);
  void placeClip();

  const CaseDocument& document_;
  viewer::LinkedViews& views_;
  QActionGroup* presets_;
  QAction *clip_ = nullptr, *flip_ = nullptr, *surfaces_ = nullptr, *legend_ = nullptr;
};

}  // namespace valvista::ui
