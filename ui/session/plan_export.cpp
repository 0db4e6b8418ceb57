// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/plan_export.h"

#include <QCoreApplication>

#include <utility>

#include "planning/report/plan_report.h"

namespace valvista::ui {

void exportReport(const CaseDocument& document, JobRunner& jobs, const std::filesystem::path& file, ExportDone done) {
  jobs.start(
      QStringLiteral("export report"), planning::Lane::io,
      [file, plan = document.plan(),
       text = QCoreApplication::translate("PlanExport", "Writing the report").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        planning::writeReportPdf(file, plan.inputs, plan.derived);
        return Written{};
      },
      std::move(done));
}

void exportPlan(const CaseDocument& document, JobRunner& jobs, const std::filesystem::path& folder, ExportDone done) {
  planning::PlanSources sources = document.sources();
  sources.output = folder;
  jobs.start(
      QStringLiteral("export plan"), planning::Lane::io,
      [sources, plan = document.plan(),
       text = QCoreApplication::translate("PlanExport", "Saving the plan").toStdString()](
          const Progress& progress) mutable {
        progress.report(0.0, text);
        planning::runStep(planning::Step::report, sources, plan, progress);
        return Written{};
      },
      std::move(done));
}

}  // namespace valvista::ui
