// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/session/app_settings.h"

class QMenu;

namespace valvista::viewer {
class LinkedViews;
}

namespace valvista::ui {

/// How the views show a case: window/level presets, the user's default, label opacity.
class ViewActions : public QObject {
  Q_OBJECT
 public:
  ViewActions(viewer::LinkedViews& views, AppSettings& settings, QObject* parent);

  void fill(QMenu& menu);
  /// The user's default; a new volume starts with it.
  void applyDefault();

 private:
  void fillPresets(QMenu& menu);
  void fillOpacity(QMenu& menu);

  viewer::LinkedViews& views_;
  AppSettings& settings_;
  WindowLevel current_;
};

}  // namespace valvista::ui
