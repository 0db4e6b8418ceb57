// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/plan_export.h"

#include "planning/io/label_export.h"
#include "planning/report/plan_report.h"

#include <QCoreApplication>
#include <QPointer>

#include <cstdint>
#include <utility>

namespace valvista::ui {

using planning::Step;
using planning::StepState;

namespace {

const QString kReportKey = QStringLiteral("export report");
const QString kLabelsKey = QStringLiteral("export labels");
const QString kPlanKey = QStringLiteral("export plan");

/// Writes with `write` and tells the document, where it is still the case and the review that were written.
template <class Write>
void exportWith(const QString& key, CaseDocument& document, JobRunner& jobs, Write write, ExportDone done) {
  if (document.status(Step::measure).state != StepState::done) {
    done(JobFailed{QCoreApplication::translate("PlanExport", "The numbers are out of date: measure first."),
                   {}});
    return;
  }
  // An edit, an annotation and an acknowledgement raise the revision of the report, as another case does.
  const std::uint64_t revision = document.status(Step::report).revision;
  jobs.start(key, planning::Lane::io, std::move(write),
             [target = QPointer<CaseDocument>(&document), revision, key,
              done = std::move(done)](const JobOutcome<Written>& outcome) {
               if (target && std::holds_alternative<Written>(outcome) &&
                   target->status(Step::report).revision == revision) {
                 if (key == kPlanKey) target->markSaved();
                 target->setState(Step::report, StepState::done);
               }
               done(outcome);
             });
}

}  // namespace

void exportReport(CaseDocument& document, JobRunner& jobs, const std::filesystem::path& file,
                  ExportDone done) {
  exportWith(
      kReportKey, document, jobs,
      [file, plan = document.plan(),
       text = QCoreApplication::translate("PlanExport", "Writing the report").toStdString()](
          const Progress& progress) {
        progress.report(0.0, text);
        planning::writeReportPdf(file, plan.inputs, plan.derived);
        return Written{};
      },
      std::move(done));
}

void exportPlan(CaseDocument& document, JobRunner& jobs, const std::filesystem::path& folder,
                ExportDone done) {
  planning::PlanSources sources = document.sources();
  sources.output = folder;
  exportWith(
      kPlanKey, document, jobs,
      [sources, plan = document.plan(),
       text = QCoreApplication::translate("PlanExport", "Saving the plan").toStdString()](
          const Progress& progress) mutable {
        progress.report(0.0, text);
        planning::runStep(Step::report, sources, plan, progress);
        return Written{};
      },
      std::move(done));
}

void exportLabels(const CaseDocument& document, JobRunner& jobs, const std::filesystem::path& file,
                  ExportDone done) {
  const LabelMap* shown = document.shownLabels();
  if (!shown) {
    done(JobFailed{QCoreApplication::translate("PlanExport", "There are no labels yet."), {}});
    return;
  }
  jobs.start(
      kLabelsKey, planning::Lane::io,
      [file, labels = *shown, study = document.inputs().study](const Progress& progress) {
        return Written{planning::saveLabels(file, labels, study ? &*study : nullptr, progress)};
      },
      std::move(done));
}

}  // namespace valvista::ui
