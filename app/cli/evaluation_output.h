// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/measure/evaluation.h"
#include "planning/model/finding.h"

#include <span>
#include <string>
#include <vector>

namespace valvista::cli {

/// What reading, deriving and measuring found on one side of a case.
struct SideFindings {
  std::string caseName;
  bool ofTruth = false;
  planning::Findings findings;
};

/// The predictions of one folder or file.
struct PredictionSet {
  std::string name;
  std::vector<planning::CaseEvaluation> cases;
  std::vector<SideFindings> findings;
};

/// For people: Dice in percent with classes down and sets across (as Table 3 of Zöllner et al.), then for
/// each set the other figures of the classes, the errors of the measurements, and the findings.
std::string evaluationTable(std::span<const PredictionSet> sets);
/// Schema `valvista.evaluation`, version 1.
std::string evaluationJson(std::span<const PredictionSet> sets);
/// One number a line: prediction, case, item, quantity, unit, value.
std::string evaluationCsv(std::span<const PredictionSet> sets);

}  // namespace valvista::cli
