// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/output_file.h"
#include "planning/io/review_file.h"
#include "planning/report/output_folder.h"
#include "planning/report/plan_report.h"

namespace valvista::planning {

void writePlanFolder(const std::filesystem::path& folder, const Case& inputs, const Derived& derived,
                     const Progress& progress) {
  // Labels of an earlier plan beside numbers that were made without any would be taken for theirs.
  if (!derived.root && std::filesystem::exists(folder / "labels.nii.gz"))
    throw SaveError(
        "labels.nii.gz of an earlier plan is in the folder, and this plan has no labels: choose another "
        "folder.");
  OutputFolder output(folder);
  progress.report(0.0, "writing the plan");
  writeTextFile(output.add("plan.json"), planJson(inputs, derived));
  writeTextFile(output.add("measurements.csv"), measurementsCsv(derived));
  writeTextFile(output.add("root_curve.csv"), rootCurveCsv(derived));
  // A review of an earlier plan must not stay beside numbers that were made without it.
  if (inputs.review != Review{} || std::filesystem::exists(folder / "review.json"))
    writeTextFile(output.add("review.json"),
                  reviewJson({inputs.study ? inputs.study->sha256 : "",
                              inputs.anatomy ? inputs.anatomy->sha256 : "", inputs.review}));
  progress.throwIfCancelled();
  progress.report(0.1, "writing the labels");
  if (derived.root) writeNifti(output.add("labels.nii.gz"), derived.root->labels);
  progress.throwIfCancelled();
  progress.report(0.8, "writing the report");
  writeReportPdf(output.add("report.pdf"), inputs, derived);
  progress.throwIfCancelled();
  output.commit();
}

}  // namespace valvista::planning
