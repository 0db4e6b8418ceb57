// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_facts.h"

#include "planning/model/plan_edits.h"
#include "planning/model/tavr_labels.h"
#include "ui/session/measurement_text.h"
#include "ui/session/planning_text.h"
#include "ui/widgets/scan_checks.h"

#include <QCoreApplication>

#include <algorithm>

namespace valvista::ui {

using planning::Vessel;

namespace {

QString say(const char* text) {
  return QCoreApplication::translate("StepFacts", text);
}

QString withUnit(const std::optional<double>& value, const std::string& unit) {
  const QString text = unitText(unit);
  const QString number = valueText(value, unit);
  return text.isEmpty() || !value ? number : QStringLiteral("%1 %2").arg(number, text);
}

StepFact numberFact(const CaseDocument& document, const ShownNumbers& numbers, std::string_view id) {
  const ShownNumber shown = numbers.number(document, id);
  StepFact fact;
  fact.measurement = id;
  fact.name = planningText(planning::catalogueEntry(id).label);
  fact.value = withUnit(shown.measured.value, shown.measured.unit);
  if (shown.proposed) fact.proposed = withUnit(shown.proposed, shown.measured.unit);
  fact.state = shown.state;
  fact.edited = shown.edited;
  return fact;
}

StepFacts numberFacts(const CaseDocument& document, const ShownNumbers& numbers, MeasurementGroup group) {
  StepFacts facts;
  for (const auto& entry : planning::measurementCatalogue())
    if (groupOf(entry.id) == group) facts.push_back(numberFact(document, numbers, entry.id));
  return facts;
}

StepFacts labelFacts(const CaseDocument& document, const ShownNumbers& numbers) {
  StepFacts facts;
  const auto& anatomy = document.inputs().anatomy;
  if (!anatomy) return facts;
  for (const auto& style : planning::labelStyles()) {
    const std::string id = "volume." + style.name;
    const auto catalogue = planning::measurementCatalogue();
    if (std::none_of(catalogue.begin(), catalogue.end(), [&](const auto& entry) { return entry.id == id; }))
      continue;
    StepFact fact = numberFact(document, numbers, id);
    fact.name = planningText(style.displayName);
    fact.swatch = QColor(style.rgb[0], style.rgb[1], style.rgb[2]);
    facts.push_back(fact);
  }
  return facts;
}

/// Where the narrowest section of a vessel lies, as a surgeon looks for it.
void addNarrowest(StepFacts& facts, const CaseDocument& document, Vessel vessel) {
  const planning::VesselCalibre* calibre = planning::calibreOf(document.derived(), vessel);
  if (!calibre || calibre->narrowest >= calibre->distanceMm.size()) return;
  StepFact fact;
  fact.name = vessel == Vessel::iliacLeft ? say(QT_TRANSLATE_NOOP("StepFacts", "Left iliac, narrowest at"))
                                          : say(QT_TRANSLATE_NOOP("StepFacts", "Right iliac, narrowest at"));
  fact.value = QCoreApplication::translate("StepFacts", "%1 mm from the aorta")
                   .arg(calibre->distanceMm[calibre->narrowest], 0, 'f', 1);
  // The place goes with its number: out of date together.
  facts.push_back(fact);
}

StepFacts accessFacts(const CaseDocument& document, const ShownNumbers& numbers) {
  StepFacts facts = numberFacts(document, numbers, MeasurementGroup::iliac);
  const bool measured = document.status(planning::Step::measure).state == planning::StepState::done;
  if (measured && !document.isPreviewing()) {
    addNarrowest(facts, document, Vessel::iliacLeft);
    addNarrowest(facts, document, Vessel::iliacRight);
  }
  return facts;
}

StepFacts reportFacts(const CaseDocument& document, const ShownNumbers& numbers) {
  StepFacts facts;
  for (const char* id :
       {"annulus.area", "annulus.perimeter", "annulus.diameter.min", "annulus.diameter.max", "root.length",
        "root.diameter.max", "iliac.left.diameter.min", "iliac.right.diameter.min"})
    facts.push_back(numberFact(document, numbers, id));
  return facts;
}

}  // namespace

StepFacts factsOf(WorkflowStep step, const CaseDocument& document, const ShownNumbers& numbers) {
  if (document.isEmpty()) return {};
  switch (step) {
    case WorkflowStep::import:
      return {};  // the case panel stands there
    case WorkflowStep::check:
      return scanChecks(document);
    case WorkflowStep::segment:
      return labelFacts(document, numbers);
    case WorkflowStep::root:
      return numberFacts(document, numbers, MeasurementGroup::root);
    case WorkflowStep::annulus:
      return numberFacts(document, numbers, MeasurementGroup::annulus);
    case WorkflowStep::access:
      return accessFacts(document, numbers);
    case WorkflowStep::report:
      return reportFacts(document, numbers);
  }
  return {};
}

}  // namespace valvista::ui
