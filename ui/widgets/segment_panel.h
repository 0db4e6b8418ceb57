// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/segmentation.h"

#include <QWidget>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace valvista::ui {

/// The part of the step Segment that makes labels: model, device, memory limit, what it will take, and the
/// versions of labels that the case has. Without any model it says how to get labels.
class SegmentPanel : public QWidget {
  Q_OBJECT
 public:
  struct Actions {
    QAction *run, *install, *compare;
  };
  SegmentPanel(Segmentation& segmentation, const WindowSession& session, const Actions& actions,
               QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeForm(const Actions& actions);
  QWidget* makeVersions(const Actions& actions);
  void show();
  void showModels();
  void showDevices();
  void showVersions();
  QString costLine() const;

  Segmentation& segmentation_;
  WindowSession session_;
  QLabel *noModel_, *facts_, *cost_;
  QComboBox *model_, *device_, *version_;
  QDoubleSpinBox* memory_;
  QWidget *form_, *versions_;
};

}  // namespace valvista::ui
