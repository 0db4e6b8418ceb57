// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include "ui/widgets/file_actions.h"

class QDockWidget;
class QLabel;
class QStackedWidget;

namespace valvista::viewer {
class LinkedViews;
struct CrosshairProbe;
}  // namespace valvista::viewer

namespace valvista::ui {

class ActionRegistry;
class CasePanel;
class FindingsPanel;
class HelpActions;
class MeasurementPanel;
class MessageBanner;
class PlotView;
class ViewActions;

/// The workstation's window: docks around the linked views, fed by the document and by nothing else.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(const WindowSession& session);

  viewer::LinkedViews& views() { return *views_; }
  /// Moves the views to the annulus; nothing when it was not measured.
  void showAnnulus();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

 private:
  void buildCentre();
  QDockWidget* addDock(Qt::DockWidgetArea area, const QString& title, const char* name, QWidget* content);
  void buildDocks();
  QList<QAction*> panelActions() const;
  void buildStatusBar();
  void restoreLayout();
  void follow(const CaseChange& change);
  void showStudy();
  void showLabels();
  void showMeasurements();
  void showFailure(const PipelineFailure& failure);
  void showProbe(const viewer::CrosshairProbe& probe);
  QString whyNoNumbers() const;

  WindowSession session_;
  ActionRegistry* actions_;  ///< every part of the window registers its commands here
  FileActions* fileActions_;
  ViewActions* viewActions_;
  HelpActions* help_ = nullptr;
  MessageBanner* banner_;
  QStackedWidget* centre_;
  viewer::LinkedViews* views_;
  CasePanel* casePanel_;
  MeasurementPanel* measurements_;
  FindingsPanel* findings_;
  PlotView* plot_;
  QLabel* probe_;
};

}  // namespace valvista::ui
