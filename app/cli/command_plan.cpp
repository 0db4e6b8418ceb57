// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/label_options.h"
#include "app/cli/model_options.h"
#include "app/cli/plan_table.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <memory>
#include <string>

namespace valvista::cli {

RunCommand declarePlan(CLI::App& options) {
  struct Given {
    std::string ct, out;
    LabelOptions labels;
    ModelOptions model;
  };
  const auto given = std::make_shared<Given>();
  options.add_option("CT", given->ct, "DICOM folder or file, NIfTI, NRRD or MetaImage")->required();
  CLI::Option* labels = given->labels.addLabels(options);
  given->model.addModel(options)->excludes(labels);
  given->labels.addScheme(options);
  given->labels.addRule(options);
  options
      .add_option("--out", given->out,
                  "Folder for plan.json, measurements.csv, root_curve.csv, labels.nii.gz, "
                  "report.pdf; made when missing")
      ->type_name("DIR")
      ->required();
  given->model.addHow(options);
  options.footer("Example:\n  valvista-cli plan ct.nii.gz --labels anatomy.nii.gz --out plan");

  return [given](const Answers& answers, const Progress& progress) {
    planning::PlanSources sources;
    sources.ct = given->ct;
    given->labels.applyTo(sources);
    if (given->model.given()) sources.model = given->model.request();
    sources.output = given->out;
    const planning::Plan plan =
        planning::runPipeline(sources, given->labels.planOptions(), planning::Step::report, progress);
    answers.json(planning::planJson(plan.inputs, plan.derived));
    answers.table(planTable(plan));
    return measuredAll(plan);
  };
}

}  // namespace valvista::cli
