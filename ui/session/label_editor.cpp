// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/label_editor.h"

#include "planning/edit/label_change.h"
#include "planning/io/label_schemes.h"
#include "planning/model/tavr_labels.h"
#include "ui/session/planning_text.h"

#include <algorithm>
#include <utility>

namespace valvista::ui {

using planning::BrushMove;
using planning::isAorta;
using planning::isDerived;
using planning::PaintOutcome;
using planning::PaintRules;
using planning::TavrLabel;
using planning::value;

namespace {
const QString kToolKey = QStringLiteral("label tool");
}

LabelEditor::LabelEditor(CaseDocument& document, JobRunner& jobs, QObject* parent)
    : QObject(parent), document_(document), jobs_(jobs) {
  rules_.label = value(TavrLabel::aorta);
  connect(&document_, &CaseDocument::changed, this, [this](const CaseChange& change) {
    if (change.replaced) jobs_.cancel(kToolKey);
    if (change.parts & CasePart::labels) followLabels();
    Q_EMIT changed();
  });
}

void LabelEditor::followLabels() {
  // What follows from the rules can be painted while it is locked, no longer.
  if (isDerived(rules_.label) && !isPinned(rules_.label)) rules_.label = value(TavrLabel::aorta);
  if (!start_) return;
  // A stroke belongs to the labels on which it began; that the rules have run on them since does not end it.
  if (!areStill(*start_)) {
    abandonStroke();
    return;
  }
  shown_ = *document_.shownLabels();
  planning::LabelChange(*start_, labels_).paintOn(shown_);
  // The views show the labels without the stroke first, as everybody is told of them.
  QMetaObject::invokeMethod(
      this,
      [this] {
        if (isStroking()) Q_EMIT strokeChanged();
      },
      Qt::QueuedConnection);
}

void LabelEditor::setRules(const PaintRules& rules) {
  rules_ = rules;
  Q_EMIT changed();
}

void LabelEditor::setBrush(const planning::Brush& brush) {
  brush_ = brush;
  Q_EMIT changed();
}

void LabelEditor::setErasing(bool erasing) {
  erasing_ = erasing;
  Q_EMIT changed();
}

void LabelEditor::pin(std::uint8_t label, bool pinned) {
  if (!document_.inputs().anatomy || !mayBegin()) return;
  document_.pin(pinned ? tr("Lock %1").arg(planningText(planning::labelDisplayName(label)))
                       : tr("Unlock %1").arg(planningText(planning::labelDisplayName(label))),
                label, pinned);
}

bool LabelEditor::isPinned(std::uint8_t label) const {
  return document_.inputs().anatomy && document_.inputs().anatomy->pinned.count(label) != 0;
}

bool LabelEditor::canEdit() const {
  return !document_.isReadOnly() &&
         (document_.inputs().anatomy.has_value() || document_.inputs().study.has_value());
}

bool LabelEditor::mayChange() {
  const QString why = document_.isLeaving()    ? tr("Nothing was changed: another case is being opened.")
                      : document_.isReadOnly() ? tr("Nothing was changed: somebody else corrects this case.")
                                               : QString();
  if (!why.isEmpty()) Q_EMIT painted({{}, why, std::nullopt});
  return canEdit() && !document_.isLeaving();
}

bool LabelEditor::mayBegin() {
  if (!document_.isAwaitingDisk()) return mayChange();
  Q_EMIT painted(
      {{}, tr("Nothing was changed: the change before is just being put on the disk."), std::nullopt});
  return false;
}

PaintRules LabelEditor::rulesNow() const {
  PaintRules rules = rules_;
  if (erasing_) {
    // What is no root, valve or annulus any more is what the rules make them of.
    const bool derived = isDerived(rules_.label);
    rules.label = !derived ? 0 : value(isAorta(rules_.label) ? TavrLabel::aorta : TavrLabel::leftVentricle);
    if (rules_.label != 0) rules.over.reset().set(rules_.label);
    if (derived) rules.locked.reset(rules_.label);
  }
  return rules;
}

void LabelEditor::ensureLabels() {
  if (document_.inputs().anatomy || !document_.inputs().study) return;
  planning::AnatomyLabels empty;
  empty.labels = LabelMap(document_.inputs().study->volume.geometry());
  empty.source = "drawn by hand";
  empty.scheme = "tavr";
  planning::describeLabels(empty);
  document_.replaceLabels(document_.sources(), std::move(empty));
}

void LabelEditor::beginStroke(const Vec3& at, const Vec3& normal) {
  if (!mayBegin()) return;
  ensureLabels();
  start_ = document_.inputs().anatomy->labels;
  labels_ = *start_;
  shown_ = *document_.shownLabels();
  outcome_ = {};
  moveStroke({at, at, normal});
}

void LabelEditor::moveStroke(const BrushMove& move) {
  if (!start_) return;
  static const Volume kNoCt;
  const Volume& ct = document_.inputs().study ? document_.inputs().study->volume : kNoCt;
  const LabelMap before = labels_;
  outcome_ += planning::paintBrush(labels_, ct, brush_, move, rulesNow());
  planning::LabelChange(before, labels_).paintOn(shown_);
  Q_EMIT strokeChanged();
}

void LabelEditor::endStroke() {
  if (start_ && !mayChange()) abandonStroke();
  if (!start_) return;
  start_.reset();
  document_.commitLabels(erasing_ ? tr("Erase") : tr("Paint"), labels_);
  Q_EMIT painted({outcome_, hintOf(outcome_), std::nullopt});
}

void LabelEditor::abandonStroke() {
  if (!std::exchange(start_, std::nullopt)) return;
  const LabelMap* now = document_.shownLabels();
  if (!now) return;  // another case has come, without labels
  shown_ = *now;
  Q_EMIT strokeChanged();
}

void LabelEditor::run(const QString& what, Tool tool) {
  if (running_ || !mayBegin()) return;
  ensureLabels();
  running_ = true;
  Q_EMIT changed();
  const planning::Case& inputs = document_.inputs();
  const Volume ct = inputs.study ? inputs.study->volume : Volume();
  using Result = std::pair<LabelMap, PaintNews>;
  jobs_.start(
      kToolKey, planning::Lane::aside,
      [labels = inputs.anatomy->labels, ct, rules = rulesNow(), tool = std::move(tool),
       text = what.toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        Result result{labels, {}};
        result.second = tool(result.first, ct, rules, progress);
        return result;
      },
      [this, began = inputs.anatomy->labels, what](JobOutcome<Result> outcome) {
        take(began, what, std::move(outcome));
      });
}

bool LabelEditor::areStill(const LabelMap& labels) const {
  const auto& anatomy = document_.inputs().anatomy;
  return anatomy && anatomy->labels.geometry().size == labels.geometry().size &&
         planning::LabelChange(labels, anatomy->labels).empty();
}

void LabelEditor::take(const LabelMap& began, const QString& what,
                       JobOutcome<std::pair<LabelMap, PaintNews>> outcome) {
  running_ = false;
  if (auto* result = std::get_if<std::pair<LabelMap, PaintNews>>(&outcome)) {
    const bool may = mayChange();
    if (may && !isStroking() && areStill(began)) {
      document_.commitLabels(what, result->first);
      Q_EMIT painted(result->second);
    } else if (may) {
      Q_EMIT painted(
          {{}, tr("The labels were changed meanwhile: %1 was not applied.").arg(what), std::nullopt});
    }
  } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
    Q_EMIT painted({{}, failure->message, std::nullopt});
  }
  Q_EMIT changed();
}

QString hintOf(const PaintOutcome& outcome) {
  if (outcome.changed > 0) return {};
  const std::size_t most = std::max({outcome.already, outcome.locked, outcome.notChosen, outcome.outsideHu});
  if (most == 0) return LabelEditor::tr("Nothing was painted: the brush is outside the scan.");
  if (most == outcome.locked) return LabelEditor::tr("Nothing was painted: the label here is locked.");
  if (most == outcome.notChosen)
    return LabelEditor::tr("Nothing was painted: the label here is not among those to paint over.");
  if (most == outcome.outsideHu)
    return LabelEditor::tr("Nothing was painted: the CT here is outside the range of HU.");
  return LabelEditor::tr("Nothing was painted: the label here is the one you paint with.");
}

PaintNews newsOf(const planning::VesselClick& grown) {
  PaintNews news{grown.outcome, planningText(grown.refusal), std::nullopt};
  if (!grown.refusal.empty()) return news;
  if (grown.stops.empty()) {
    news.hint = hintOf(grown.outcome);
    return news;
  }
  const planning::LeakStop& first = grown.stops.front();
  news.hint = LabelEditor::tr(
                  "Growing was stopped at %n place(s) where the lumen widens at once; the first is shown: "
                  "from %1 to %2 mm across.",
                  nullptr, static_cast<int>(grown.stops.size()))
                  .arg(2 * first.vesselRadiusMm, 0, 'f', 0)
                  .arg(2 * first.radiusMm, 0, 'f', 0);
  news.place = first.lps;
  return news;
}

}  // namespace valvista::ui
