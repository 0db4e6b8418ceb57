// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/surface_builder.h"
#include "planning/edit/label_history.h"
#include "planning/measure/live_measure.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/pipeline/step_graph.h"

#include <QFlags>
#include <QObject>
#include <QString>
#include <QTime>
#include <QUndoStack>

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace valvista::ui {

enum class CasePart : std::uint8_t {
  study = 1,         ///< CT and patient
  labels = 2,        ///< anatomy as read, or the TAVR labels derived from it
  measurements = 4,  ///< numbers, contours, curve, findings
  surfaces = 8,      ///< of the labels, for the 3D view
  steps = 16,        ///< only states of steps
  review = 32,       ///< edits, annotations, acknowledgements: committed, or as a drag shows them
  live = 64,         ///< numbers of a drag that is not finished
};
Q_DECLARE_FLAGS(CaseParts, CasePart)
Q_DECLARE_OPERATORS_FOR_FLAGS(CaseParts)

/// What listeners of a document are told. A replaced case comes as one change with all parts.
struct CaseChange {
  CaseParts parts;
  bool replaced = false;  ///< another case: forget everything shown before
};

/// Labels that the open CT had or has. Voxels are shared between versions where they are the same. Correcting
/// labels by hand makes a version of its own, which every further correction changes.
struct LabelVersion {
  planning::PlanSources sources;
  planning::AnatomyLabels anatomy;
  QTime made;  ///< when they came in
};

/// The one case of a window: its inputs, what was derived from them and the state of each step. Views read it
/// and listen to changed(); steps and new cases come from the pipeline controller, edits through commit() and
/// commitLabels().
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

  /// Every labels of this case, in the order in which they came; the shown ones are among them.
  const std::vector<LabelVersion>& labelVersions() const { return versions_; }
  /// Index of those that the case is planned with, -1 without labels.
  int currentLabelVersion() const { return currentVersion_; }

  /// Surfaces of the derived labels; empty until they are built.
  const std::vector<planning::LabelSurface>& surfaces() const { return surfaces_; }

  /// What the person made of the case, as committed.
  const planning::Review& review() const { return plan_.inputs.review; }
  /// The same with a drag that is not finished yet.
  const planning::Review& shownReview() const { return preview_ ? *preview_ : review(); }
  bool isPreviewing() const { return preview_.has_value(); }
  /// The inputs with the drag that is not finished.
  planning::Case shownInputs() const;
  /// Numbers that are newer than the measured ones: of the drag, else of committed edits that are not
  /// measured yet. Absent when the measured ones are of the edits shown, or until the first are there.
  const std::optional<planning::LiveMeasures>& live() const { return dragLive_ ? dragLive_ : committedLive_; }
  /// Whether the drag changes what is measured: edits, not only annotations or acknowledgements.
  bool isPreviewingEdits() const { return preview_ && preview_->edits != review().edits; }
  /// Whether labels were corrected since the measurements of derived() were made.
  bool labelsAreNewer() const { return labelsAreNewer_; }
  /// The edits that the measurements of derived() were made with. They stay, out of date, until those of
  /// newer edits are there.
  const planning::PlanEdits& measuredEdits() const { return measuredEdits_; }

  /// Shows a change that is being dragged; the undo stack does not know of it.
  void preview(planning::Review review);
  /// Labels of this case as a person corrected them (same grid as those that are shown): one entry of the
  /// undo stack named `what`, none when nothing changes. The old numbers stay, out of date, until those of
  /// the corrected labels are there.
  void commitLabels(const QString& what, const LabelMap& after);
  /// The same, together with the labels that are pinned afterwards.
  void commitLabels(const QString& what, const LabelMap& after, std::set<std::uint8_t> pinned);
  /// Pins a derived label (root, valve or annulus) as it is now, so that a person can draw it and the rules
  /// leave it, or gives it back to the rules. One entry of the undo stack.
  void pin(const QString& what, std::uint8_t label, bool pinned);
  /// Forgets the drag.
  void abandonPreview();
  /// Makes a change: one entry of the undo stack named `what`, none when nothing changes. Ends a preview.
  void commit(const QString& what, planning::Review review);
  QUndoStack& undoStack() { return undo_; }
  /// Takes numbers made with these edits. During a drag they may lag behind it; else they must be of the
  /// committed edits and newer than the measured ones. Others are dropped. Returns whether they were taken.
  bool acceptLive(const planning::PlanEdits& edits, planning::LiveMeasures live);
  /// Whether there is work of the person's that was not written to a file.
  bool hasUnsavedWork() const { return !undo_.isClean(); }
  void markSaved() { undo_.setClean(); }

  /// Whether the case can be looked at only: somebody else corrects it. Another case can be corrected.
  bool isReadOnly() const { return readOnly_; }
  void setReadOnly(bool readOnly);
  /// Whether another case is on its way: what is changed now would go with this one, so nothing can be.
  bool isLeaving() const { return leaving_; }
  void setLeaving(bool leaving) { leaving_ = leaving; }
  /// A stroke waits for the library to know what it is painted on: the next one begins when it is on the
  /// disk, so that a crash takes one at most.
  bool isAwaitingDisk() const { return awaitingDisk_; }
  void setAwaitingDisk(bool awaiting) { awaitingDisk_ = awaiting; }

  /// Another case: `plan` holds its inputs, nothing derived.
  void replace(planning::PlanSources sources, planning::Plan plan);
  /// Other labels for the same CT, as a new version beside the old ones; everything derived from the old ones
  /// goes.
  void replaceLabels(planning::PlanSources sources, planning::AnatomyLabels anatomy);
  /// Plans with labels that the case had before.
  void showLabelVersion(int index);
  void setState(planning::Step step, planning::StepState state);
  /// Takes the result of a step that ran on a snapshot with this revision of its inputs; an outdated one is
  /// dropped. Returns whether it was taken.
  bool accept(planning::Step step, std::uint64_t revision, planning::Derived derived);
  /// The same for the surfaces of what the step rootLabels came to.
  bool acceptSurfaces(std::uint64_t revision, std::vector<planning::LabelSurface> surfaces);

 Q_SIGNALS:
  /// An entry of the undo stack cannot be taken back or made again; `text` is for the person.
  void changeLost(const QString& text);
  void changed(const valvista::ui::CaseChange& change);
  /// Labels of the version shown were corrected, or a correction was taken back or made again; before
  /// anything is computed of it. `pinned` are those that were pinned before.
  void labelsCorrected(const valvista::planning::LabelChange& change, const std::set<std::uint8_t>& pinned);

 private:
  friend class ReviewCommand;
  friend class LabelCommand;
  /// `live`: numbers for it, where there are any already.
  void setReview(planning::Review review, std::optional<planning::LiveMeasures> live);
  /// Makes a change of a version's labels, or takes it back.
  void changeLabels(int version, const planning::LabelChange& change, const std::set<std::uint8_t>& pinned);
  void forgetDerived();
  void addLabelVersion();
  void planWithLabels();
  void restart(planning::Step from);

  planning::PlanSources sources_;
  planning::Plan plan_;
  std::vector<LabelVersion> versions_;
  int currentVersion_ = -1;
  bool labelsAreNewer_ = false, readOnly_ = false, leaving_ = false;
  bool awaitingDisk_ = false;
  std::vector<planning::LabelSurface> surfaces_;
  planning::StepStates steps_{};
  planning::PlanEdits measuredEdits_;
  std::optional<planning::Review> preview_;
  std::optional<planning::LiveMeasures> dragLive_, committedLive_;
  planning::LabelHistory labelHistory_;  ///< of the undo stack's corrections, so it must outlive the stack
  QUndoStack undo_;
};

}  // namespace valvista::ui
