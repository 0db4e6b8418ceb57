// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/case_document.h"
#include "ui/session/shown_numbers.h"
#include "ui/session/workflow.h"
#include "viewer/widgets/view_layout.h"

#include <QObject>

#include <array>
#include <optional>
#include <vector>

namespace valvista::viewer {
class LinkedViews;
}

namespace valvista::ui {

class CasePanel;
class FindingsPanel;
class MeasurementPanel;
class PlotView;
class StepPanel;
class StepRail;
class WorkflowActions;

/// Everything of a window that shows the case.
struct CaseWidgets {
  viewer::LinkedViews& views;
  CasePanel& casePanel;
  MeasurementPanel& measurements;
  FindingsPanel& findings;
  PlotView& plot;
  StepRail& rail;
  StepPanel& page;
  WorkflowActions& workflow;
};

/// Fills views and panels from the document, brings what the user does in them to the document, and shows the
/// step that is chosen. Nothing else writes into those widgets, so that all of them always show one case.
class CasePresenter : public QObject {
  Q_OBJECT
 public:
  CasePresenter(CaseDocument& document, const CaseWidgets& widgets, QObject* parent);

  void showStep(WorkflowStep step);
  /// Moves the views to the annulus; nothing when it was not measured.
  void showAnnulus();

 Q_SIGNALS:
  /// Another case: what was told of the one before is past.
  void caseReplaced();
  void stepShown(valvista::ui::WorkflowStep step);

 private:
  void connectWidgets();
  void follow(const CaseChange& change);
  void showStudy();
  void showLabels();
  void showNumbers();
  void showCurve();
  void showSteps();
  void showVessels();
  void refreshEvidence();
  void arrangeViews(WorkflowStep step);
  bool showAccess();
  void moveRootEnd(double mm, bool finished);
  void showPlaneAt(double mm);
  QString whyNoNumbers() const;
  std::optional<Plane> annulusPlane() const;

  CaseDocument& document_;
  CaseWidgets widgets_;
  ShownNumbers numbers_;
  WorkflowStep step_ = WorkflowStep::import;
  /// Layouts that the user chose by hand, by step.
  std::array<std::optional<viewer::ViewLayout>, kWorkflowStepCount> ownLayout_;
  std::vector<planning::Vessel> vessels_;  ///< those of the reformat, in its order
  planning::Vessel vessel_ = planning::Vessel::aorta;
  bool arranging_ = false;     ///< changes of the views are ours, not the user's
  bool snapped_ = false;       ///< the views are turned because we turned them
  bool annulusShown_ = false;  ///< of this case: measuring again does not move the views
  bool accessShown_ = false;   ///< the same
};

}  // namespace valvista::ui
