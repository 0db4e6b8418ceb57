// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/evaluation_output.h"
#include "app/cli/label_options.h"
#include "planning/core/error.h"
#include "planning/core/output_file.h"
#include "planning/io/case_pairs.h"
#include "planning/io/label_schemes.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/plan_report.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace valvista::cli {

using namespace planning;

namespace {

struct Given {
  std::string truth, csv;
  std::vector<std::string> predictions;
  LabelOptions labels;
};

Plan measured(const Given& given, const std::filesystem::path& labels, const Progress& progress) {
  PlanSources sources;
  given.labels.applyTo(sources);
  sources.labels = labels;
  return runPipeline(sources, given.labels.planOptions(), Step::measure, progress);
}

/// The prediction on the index axes of its truth; millimetres are the same on either.
LabelMap onGridOf(const Plan& truth, const Plan& prediction, const std::filesystem::path& file) {
  try {
    return matchGrid(prediction.inputs.anatomy->labels, truth.inputs.anatomy->labels.geometry(),
                     prediction.inputs.anatomy->partial);
  } catch (const LoadError& error) {
    throw LoadError(file.filename().string() + " does not lie on the grid of its truth (within 0.001 mm).",
                    error.what());
  }
}

void evaluateInto(PredictionSet& set, const CasePair& pair, const Plan& truth, const Plan& prediction,
                  const Progress& progress) {
  set.cases.push_back(evaluateCase(
      pair.name, {truth.inputs.anatomy->labels, truth.derived.measurements},
      {onGridOf(truth, prediction, pair.prediction), prediction.derived.measurements}, progress));
  set.findings.push_back({pair.name, true, allFindings(truth.inputs, truth.derived)});
  set.findings.push_back({pair.name, false, allFindings(prediction.inputs, prediction.derived)});
}

PredictionSet evaluated(const Given& given, const std::string& prediction, const Progress& progress) {
  const std::filesystem::path path = prediction;
  PredictionSet set{(path.has_filename() ? path : path.parent_path()).filename().string(), {}, {}};
  const std::vector<CasePair> pairs = pairCases(given.truth, path);
  double done = 0.0;
  for (const CasePair& pair : pairs) {
    const auto part = [&](double from, double to) {
      const auto count = static_cast<double>(pairs.size());
      return Progress(progress, (done + from) / count, (done + to) / count);
    };
    const Plan truth = measured(given, pair.truth, part(0.0, 0.4));
    const Plan found = measured(given, pair.prediction, part(0.4, 0.8));
    evaluateInto(set, pair, truth, found, part(0.8, 1.0));
    done += 1.0;
  }
  return set;
}

/// Whether each number that one side has could be compared.
bool comparedAll(const std::vector<PredictionSet>& sets) {
  for (const PredictionSet& set : sets)
    for (const CaseEvaluation& one : set.cases)
      for (const MeasurementError& measurement : one.measurements)
        if (measurement.truth.has_value() != measurement.prediction.has_value()) return false;
  return true;
}

}  // namespace

RunCommand declareEvaluate(CLI::App& options) {
  const auto given = std::make_shared<Given>();
  given->labels.scheme = "tavr";
  options.add_option("--truth", given->truth, "Label map, or folder with one a case")
      ->type_name("FILE|DIR")
      ->required();
  options
      .add_option(
          "--prediction", given->predictions,
          "Label map to compare, or folder with files of the same names; several make several columns")
      ->type_name("FILE|DIR")
      ->required();
  given->labels.addScheme(options);
  given->labels.addRule(options);
  options.add_option("--csv", given->csv, "Write every number of every case as CSV")->type_name("FILE");
  options.footer(
      "Example:\n  valvista-cli evaluate --truth labelsTs --prediction unet vnet --csv errors.csv");

  return [given](const Answers& answers, const Progress& progress) {
    std::vector<PredictionSet> sets;
    for (const std::string& prediction : given->predictions) {
      const auto count = static_cast<double>(given->predictions.size()),
                 at = static_cast<double>(sets.size());
      sets.push_back(evaluated(*given, prediction, Progress(progress, at / count, (at + 1.0) / count)));
    }
    if (!given->csv.empty()) writeTextFile(given->csv, evaluationCsv(sets));
    answers.json(evaluationJson(sets));
    answers.table(evaluationTable(sets));
    return comparedAll(sets) ? kDone : kNotAllMeasured;
  };
}

}  // namespace valvista::cli
