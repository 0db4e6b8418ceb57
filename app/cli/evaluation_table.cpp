// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluation_output.h"
#include "app/cli/plan_table.h"
#include "app/cli/text_table.h"
#include "planning/model/tavr_labels.h"
#include "planning/report/report_text.h"

#include <algorithm>
#include <set>

namespace valvista::cli {

using namespace planning;

namespace {

using TableRows = std::vector<std::vector<std::string>>;

std::string fixedOrDash(const std::optional<double>& value, int decimals) {
  return value ? formatFixed(*value, decimals) : "-";
}

std::string percent(const std::optional<double>& share) {
  return share ? formatFixed(100.0 * *share, 2) : "-";
}

std::string className(std::uint8_t label) {
  return label == 0 ? "Background" : labelDisplayName(label);
}

/// Columns 1 to n - 1: numbers.
std::string table(const TableRows& rows) {
  std::vector<std::size_t> numbers;
  for (std::size_t column = 1; column < rows.front().size(); ++column) numbers.push_back(column);
  return textTable(rows, numbers);
}

std::optional<double> diceOf(const EvaluationSummary& summary, std::uint8_t label) {
  const auto row = std::find_if(summary.classes.begin(), summary.classes.end(),
                                [label](const ClassSummary& one) { return one.label == label; });
  return row == summary.classes.end() ? std::nullopt : row->dice;
}

std::string diceTable(std::span<const PredictionSet> sets, std::span<const EvaluationSummary> summaries) {
  std::set<std::uint8_t> labels;
  for (const EvaluationSummary& summary : summaries)
    for (const ClassSummary& row : summary.classes) labels.insert(row.label);
  TableRows rows{{"Dice, %"}, {"mean of classes"}, {"mean with background"}};
  for (std::size_t set = 0; set < sets.size(); ++set) {
    rows[0].push_back(printable(sets[set].name));
    rows[1].push_back(percent(summaries[set].mean.dice));
    rows[2].push_back(percent(summaries[set].meanWithBackground.dice));
  }
  TableRows classes;
  for (const std::uint8_t label : labels) {
    classes.push_back({className(label)});
    for (const EvaluationSummary& summary : summaries)
      classes.back().push_back(percent(diceOf(summary, label)));
  }
  rows.insert(rows.begin() + 1, classes.begin(), classes.end());
  return table(rows);
}

std::string classTable(const EvaluationSummary& summary) {
  TableRows rows{{"class", "cases", "IoU, %", "surface, mm", "HD95, mm", "missed", "only predicted"}};
  for (const ClassSummary& row : summary.classes)
    rows.push_back({className(row.label), std::to_string(row.cases), percent(row.iou),
                    fixedOrDash(row.meanSurfaceDistanceMm, 2), fixedOrDash(row.hausdorff95Mm, 2),
                    std::to_string(row.missed), std::to_string(row.onlyPredicted)});
  rows.push_back({"mean of classes", "", percent(summary.mean.iou)});
  rows.push_back({"mean with background", "", percent(summary.meanWithBackground.iou)});
  return table(rows);
}

std::string errorTable(const EvaluationSummary& summary) {
  TableRows rows{{"error of", "unit", "cases", "mean", "SD", "worst"}};
  for (const ErrorSummary& row : summary.measurements)
    rows.push_back({row.id, std::string(catalogueEntry(row.id).unit), std::to_string(row.cases),
                    fixedOrDash(row.mean, 2), fixedOrDash(row.deviation, 2), fixedOrDash(row.worst, 2)});
  return table(rows);
}

/// What leaves a number out or a label unused; the rest is in the JSON.
bool isShown(const Finding& finding) {
  return finding.severity != Severity::info || finding.id == "labels.ignored_values";
}

std::string findingLines(const PredictionSet& set) {
  std::string text;
  for (const SideFindings& side : set.findings)
    for (const Finding& finding : side.findings)
      if (isShown(finding))
        text += printable(side.caseName) + (side.ofTruth ? ", truth: " : ", prediction: ") +
                findingsTable({finding});
  return text;
}

}  // namespace

std::string evaluationTable(std::span<const PredictionSet> sets) {
  std::vector<EvaluationSummary> summaries;
  for (const PredictionSet& set : sets) summaries.push_back(summarise(set.cases));
  std::string text = diceTable(sets, summaries);
  for (std::size_t set = 0; set < sets.size(); ++set) {
    text += "\n" + printable(sets[set].name) + "\n" + classTable(summaries[set]) + "\n" +
            errorTable(summaries[set]);
    if (const std::string findings = findingLines(sets[set]); !findings.empty()) text += "\n" + findings;
  }
  return text;
}

}  // namespace valvista::cli
