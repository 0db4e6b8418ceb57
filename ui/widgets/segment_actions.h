// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/segmentation.h"

#include <QObject>

class QAction;
class QMainWindow;

namespace valvista::ui {

class ActionRegistry;
class CompareActions;
class SegmentPanel;

/// Making labels with a model: its actions and its part of the step Segment.
class SegmentActions : public QObject {
  Q_OBJECT
 public:
  SegmentActions(const WindowSession& session, ActionRegistry& actions, CompareActions& compare,
                 QMainWindow& window);

  SegmentPanel* panel() const { return panel_; }

 Q_SIGNALS:
  void failed(const QString& title, const QString& text);

 private:
  void askModel();
  void compareVersions();
  void updateEnabled();

  WindowSession session_;
  CompareActions& compare_;
  QMainWindow& window_;
  Segmentation segmentation_;
  QAction *run_, *install_, *compareVersions_;
  SegmentPanel* panel_;
};

}  // namespace valvista::ui
