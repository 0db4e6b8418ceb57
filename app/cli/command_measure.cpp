// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/label_options.h"
#include "app/cli/plan_table.h"
#include "planning/core/output_file.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <memory>
#include <string>

namespace valvista::cli {

RunCommand declareMeasure(CLI::App& options) {
  struct Given {
    std::string ct, csv;
    LabelOptions labels;
  };
  const auto given = std::make_shared<Given>();
  options.add_option(
      "CT", given->ct,
      "DICOM folder or file, NIfTI, NRRD or MetaImage; without it the labels alone are measured");
  given->labels.addLabels(options)->required();
  given->labels.addScheme(options);
  given->labels.addRule(options);
  options.add_option("--csv", given->csv, "Write the measurements as CSV")->type_name("FILE");
  options.footer("Example:\n  valvista-cli measure ct.nii.gz --labels anatomy.nii.gz --json plan.json");

  return [given](const Answers& answers, const Progress& progress) {
    planning::PlanSources sources;
    if (!given->ct.empty()) sources.ct = given->ct;
    given->labels.applyTo(sources);
    const planning::Plan plan =
        planning::runPipeline(sources, given->labels.planOptions(), planning::Step::measure, progress);
    if (!given->csv.empty()) writeTextFile(given->csv, planning::measurementsCsv(plan.derived));
    answers.json(planning::planJson(plan.inputs, plan.derived));
    answers.table(planTable(plan));
    return measuredAll(plan);
  };
}

}  // namespace valvista::cli
