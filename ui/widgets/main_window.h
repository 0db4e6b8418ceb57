// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/file_actions.h"

#include <QMainWindow>

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
class CasePresenter;
class CompareActions;
class CorrectActions;
class FindingsPanel;
class HelpActions;
class LibraryActions;
class MeasurementPanel;
class MessageBanner;
class PlotView;
class SegmentActions;
class StepPanel;
class StepRail;
class TrainingActions;
class ViewActions;
class WorkflowActions;

/// The workstation's window: identity above, the step rail at the left, panels around the linked views. What
/// it shows of the case is the presenter's; the window only builds and places.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(const WindowSession& session);

  viewer::LinkedViews& views() { return *views_; }
  /// Moves the views to the annulus; nothing when it was not measured.
  void showAnnulus();
  /// The window that trains models, on this dataset.
  void trainOn(const QString& dataset);
  /// Asks about strokes that an earlier session could not save, where there are some.
  void offerRecovery();

 protected:
  void showEvent(QShowEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

 private:
  void registerActions();
  void buildBars();
  void buildCentre();
  QDockWidget* addDock(Qt::DockWidgetArea area, const QString& title, const char* name, QWidget* content);
  void buildDocks();
  void buildStepPages();
  QList<QAction*> panelActions() const;
  void buildStatusBar();
  void connectParts();
  void restoreLayout();
  void shareWidth();
  void showReplacedCase();
  void showFailure(const PipelineFailure& failure);
  void showProbe(const viewer::CrosshairProbe& probe);

  WindowSession session_;
  ActionRegistry* actions_;  ///< every part of the window registers its commands here
  FileActions* fileActions_;
  ViewActions* viewActions_ = nullptr;
  HelpActions* help_ = nullptr;
  CompareActions* compare_ = nullptr;
  SegmentActions* segment_ = nullptr;
  CorrectActions* correct_ = nullptr;
  TrainingActions* training_ = nullptr;
  LibraryActions* library_ = nullptr;
  WorkflowActions* workflow_;
  CasePresenter* presenter_ = nullptr;
  MessageBanner* banner_;
  QStackedWidget* centre_;
  viewer::LinkedViews* views_;
  CasePanel* casePanel_;
  StepRail* rail_;
  StepPanel* page_;
  MeasurementPanel* measurements_;
  FindingsPanel* findings_;
  PlotView* plot_;
  QLabel* probe_;
  QDockWidget *stepDock_ = nullptr, *numberDock_ = nullptr, *findingsDock_ = nullptr, *curveDock_ = nullptr,
              *correctDock_ = nullptr;
  bool layoutRestored_ = false;
  bool mayClose_ = false;  ///< nothing would be lost, or the person said so
};

}  // namespace valvista::ui
