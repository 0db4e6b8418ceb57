// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QFlags>
#include <QObject>

#include "planning/anatomy/surface_builder.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/pipeline/step_graph.h"

namespace valvista::ui {

enum class CasePart : std::uint8_t {
  study = 1,         ///< CT and patient
  labels = 2,        ///< anatomy as read, or the TAVR labels derived from it
  measurements = 4,  ///< numbers, contours, curve, findings
  surfaces = 8,      ///< of the labels, for the 3D view
  steps = 16,        ///< only states of steps
};
Q_DECLARE_FLAGS(CaseParts, CasePart)
Q_DECLARE_OPERATORS_FOR_FLAGS(CaseParts)

/// What listeners of a document are told. A replaced case comes as one change with all parts.
struct CaseChange {
  CaseParts parts;
  bool replaced = false;  ///< another case: forget everything shown before
};

/// The one case of a window: its inputs, what was derived from them and the state of each step. Views read it
/// and listen to changed(); only the pipeline controller writes.
class CaseDocument : public QObject {
  Q_OBJECT
 public:
  explicit CaseDocument(QObject* parent = nullptr);

  const planning::PlanSources& sources() const { return sources_; }
  const planning::Plan& plan() const { return plan_; }
  const planning::Case& inputs() const { return plan_.inputs; }
  const planning::Derived& derived() const { return plan_.derived; }
  const planning::StepStates& steps() const { return steps_; }
  planning::StepStatus status(planning::Step step) const;
  bool isEmpty() const { return !plan_.inputs.study && !plan_.inputs.anatomy; }
  /// The labels to show: the derived ones, else those that were read, else nullptr.
  const LabelMap* shownLabels() const;

  /// Surfaces of the derived labels; empty until they are built.
  const std::vector<planning::LabelSurface>& surfaces() const { return surfaces_; }

  /// Another case: `plan` holds its inputs, nothing derived.
  void replace(planning::PlanSources sources, planning::Plan plan);
  /// Other labels for the same CT; everything derived from the old ones goes.
  void replaceLabels(planning::PlanSources sources, planning::AnatomyLabels anatomy);
  void setState(planning::Step step, planning::StepState state);
  /// Takes the result of a step that ran on a snapshot with this revision of its inputs; an outdated one is
  /// dropped. Returns whether it was taken.
  bool accept(planning::Step step, std::uint64_t revision, planning::Derived derived);
  /// The same for the surfaces of what the step rootLabels came to.
  bool acceptSurfaces(std::uint64_t revision, std::vector<planning::LabelSurface> surfaces);

 Q_SIGNALS:
  void changed(const valvista::ui::CaseChange& change);

 private:
  void forgetDerived();
  void restart(planning::Step from);

  planning::PlanSources sources_;
  planning::Plan plan_;
  std::vector<planning::LabelSurface> surfaces_;
  planning::StepStates steps_{};
};

}  // namespace valvista::ui
