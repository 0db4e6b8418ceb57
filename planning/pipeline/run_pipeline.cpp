// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/run_pipeline.h"

#include "planning/io/label_schemes.h"
#include "planning/io/load_study.h"
#include "planning/measure/measure_case.h"
#include "planning/pipeline/segment_study.h"
#include "planning/report/plan_report.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

namespace valvista::planning {

namespace {

/// Share of the whole job that each step takes on a CT of 500 slices; only the progress bar depends on it.
constexpr std::array<double, kStepCount> kShare{0.25, 0.15, 0.25, 0.25, 0.10};

void loadInto(const PlanSources& sources, Plan& plan, const Progress& progress) {
  std::optional<Study> study;
  if (sources.ct) study = loadStudy(*sources.ct, progress);
  plan.inputs.study = std::move(study);
}

void loadLabelsInto(const PlanSources& sources, Plan& plan, const Progress& progress) {
  std::optional<AnatomyLabels> anatomy;
  if (sources.labels) {
    anatomy = loadLabels(*sources.labels, sources.scheme, progress);
    if (plan.inputs.study) matchStudy(*anatomy, *plan.inputs.study);
  } else if (sources.model && plan.inputs.study) {
    anatomy = segmentStudy(*plan.inputs.study, *sources.model, progress);
  }
  plan.inputs.anatomy = std::move(anatomy);
}

void deriveInto(Plan& plan, const Progress& progress) {
  std::optional<RootLabels> root;
  if (plan.inputs.anatomy) {
    root = deriveRootLabels(plan.inputs.anatomy->labels, plan.inputs.options.root, plan.inputs.review.edits,
                            progress, plan.inputs.anatomy->pinned);
  }
  plan.derived = Derived{};
  plan.derived.root = std::move(root);
}

/// Every id of the catalogue without a value: there are no labels to measure on.
Derived unmeasured() {
  Derived derived;
  for (const CatalogueEntry& entry : measurementCatalogue()) {
    Measured measured;
    measured.id = entry.id;
    measured.unit = entry.unit;
    derived.measurements.push_back(std::move(measured));
  }
  derived.findings.push_back({"labels.none", Severity::warning,
                              "No labels were given, so nothing could be measured on this case.",
                              std::nullopt});
  return derived;
}

void measureInto(Plan& plan, const Progress& progress) {
  if (!plan.derived.root) {
    plan.derived = unmeasured();
    return;
  }
  Derived derived = plan.derived;  // vessels of which nothing changed stay as they were measured
  measureCase(plan.inputs, derived, progress);
  plan.derived = std::move(derived);
}

/// Labels of a source's own scheme cannot be had back from the derived ones that would take their place.
void refuseToReplaceSource(const PlanSources& sources, const Plan& plan) {
  std::error_code error;
  const bool same = sources.labels && plan.inputs.anatomy && plan.inputs.anatomy->scheme != "tavr" &&
                    std::filesystem::equivalent(*sources.labels, *sources.output / "labels.nii.gz", error);
  if (same && !error) {
    throw SaveError(
        "labels.nii.gz cannot be written: it would replace the labels that the plan was made from.");
  }
}

void reportFrom(const PlanSources& sources, const Plan& plan, const Progress& progress) {
  if (!sources.output) return;
  refuseToReplaceSource(sources, plan);
  Case inputs = plan.inputs;
  if (inputs.anatomy) inputs.anatomy = namedAsTheyAre(std::move(*inputs.anatomy));
  writePlanFolder(*sources.output, inputs, plan.derived, progress);
}

}  // namespace

void runStep(Step step, const PlanSources& sources, Plan& plan, const Progress& progress) {
  progress.throwIfCancelled();
  switch (step) {
    case Step::load:
      loadInto(sources, plan, progress);
      break;
    case Step::labels:
      loadLabelsInto(sources, plan, progress);
      break;
    case Step::rootLabels:
      deriveInto(plan, progress);
      break;
    case Step::measure:
      measureInto(plan, progress);
      break;
    case Step::report:
      reportFrom(sources, plan, progress);
      break;
  }
}

Plan runPipeline(const PlanSources& sources, const PlanOptions& options, Step last,
                 const Progress& progress) {
  double total = 0.0;
  for (std::size_t step = 0; step <= static_cast<std::size_t>(last); ++step) total += kShare[step];

  Plan plan;
  plan.inputs.options = options;
  StepStates states;
  double done = 0.0;
  while (const std::optional<Step> next = nextRunnable(states)) {
    const std::size_t row = static_cast<std::size_t>(*next);
    const double share = kShare[row] / total;
    const Progress part(progress, done, done + share);
    part.report(0.0, spec(*next).name);
    runStep(*next, sources, plan, part);
    states[row].state = StepState::done;
    done += share;
    if (*next == last) break;
  }
  return plan;
}

}  // namespace valvista::planning
