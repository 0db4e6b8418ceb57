// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/edit/brush.h"
#include "planning/edit/vessel_click.h"
#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace valvista::ui {

/// What a tool for labels did, for the person: why nothing was painted, or what to look at.
struct PaintNews {
  planning::PaintOutcome outcome;
  QString hint;               ///< empty when everything went as asked
  std::optional<Vec3> place;  ///< to look at, LPS
};

/// Corrects the labels of the document with brush and tools. A stroke is painted on a copy and committed when
/// it ends: one entry of the undo stack. A tool that takes longer runs in the background on a snapshot and is
/// dropped when the labels have changed meanwhile.
class LabelEditor : public QObject {
  Q_OBJECT
 public:
  static constexpr double kSmallestRadiusMm = 0.3, kLargestRadiusMm = 50.0;

  LabelEditor(CaseDocument& document, JobRunner& jobs, QObject* parent = nullptr);

  const planning::PaintRules& rules() const { return rules_; }
  void setRules(const planning::PaintRules& rules);
  const planning::Brush& brush() const { return brush_; }
  void setBrush(const planning::Brush& brush);
  /// Erasing paints background, over the label of the rules alone or, without one, over every label.
  bool isErasing() const { return erasing_; }
  void setErasing(bool erasing);

  /// Root, valve and annulus follow from the rules until they are pinned: then they can be painted, too.
  void pin(std::uint8_t label, bool pinned);
  bool isPinned(std::uint8_t label) const;

  /// Whether there are labels, or a CT that labels could be drawn on.
  bool canEdit() const;
  bool isStroking() const { return start_.has_value(); }
  /// Labels as they show with the stroke under way; only while stroking.
  const LabelMap& shown() const { return shown_; }
  void beginStroke(const Vec3& at, const Vec3& normal);
  void moveStroke(const planning::BrushMove& move);
  void endStroke();
  /// Leaves the labels as they were before the stroke.
  void abandonStroke();

  /// Changes a copy of the labels; returns what came of it. May throw Cancelled.
  using Tool =
      std::function<PaintNews(LabelMap&, const Volume&, const planning::PaintRules&, const Progress&)>;
  /// Runs a tool in the background; `what` names it in the undo stack and while it runs.
  void run(const QString& what, Tool tool);
  bool isRunning() const { return running_; }

 Q_SIGNALS:
  /// Rules, brush, or whether something can be edited.
  void changed();
  void strokeChanged();
  void painted(const valvista::ui::PaintNews& news);

 private:
  /// Whether labels can be changed now; says why not where there is a reason.
  bool mayChange();
  /// The same for a new change: the one before must be on the disk.
  bool mayBegin();
  planning::PaintRules rulesNow() const;
  /// Labels to draw on, where the case has none.
  void ensureLabels();
  void followLabels();
  /// Whether the document's labels are these.
  bool areStill(const LabelMap& labels) const;
  void take(const LabelMap& began, const QString& what, JobOutcome<std::pair<LabelMap, PaintNews>> outcome);

  CaseDocument& document_;
  JobRunner& jobs_;
  planning::PaintRules rules_;
  planning::Brush brush_;
  bool erasing_ = false, running_ = false;
  std::optional<LabelMap> start_;  ///< labels before the stroke
  LabelMap labels_, shown_;        ///< with the stroke
  planning::PaintOutcome outcome_;
};

/// Why nothing, or less than asked, was painted; empty when nothing needs to be said.
QString hintOf(const planning::PaintOutcome& outcome);
/// What a click on a vessel came to.
PaintNews newsOf(const planning::VesselClick& grown);

}  // namespace valvista::ui
