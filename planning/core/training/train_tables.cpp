// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/input_file.h"
#include "planning/core/number_text.h"
#include "planning/core/training/train_run.h"

#include <charconv>
#include <stdexcept>
#include <system_error>

namespace valvista {

namespace {

constexpr std::uint64_t kMostTableBytes = std::uint64_t{1} << 32;
/// Cells before and behind those of the terms in a line of history.csv.
constexpr std::size_t kBeforeTerms = 4, kBehindTerms = 3, kBeforeClasses = 3;

using Cells = std::vector<std::string_view>;

Cells cellsOf(std::string_view line) {
  Cells cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

template <class Number>
Number parsed(std::string_view cell) {
  Number number{};
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size())
    throw std::domain_error("a cell is no number");
  return number;
}

std::optional<double> parsedOrEmpty(std::string_view cell) {
  return cell.empty() ? std::nullopt : std::optional(parsed<double>(cell));
}

TrainStep stepOf(const Cells& cells) {
  TrainStep step;
  step.step = parsed<std::int64_t>(cells[0]);
  step.epoch = parsed<int>(cells[1]);
  step.learningRate = parsed<double>(cells[2]);
  step.total = parsed<double>(cells[3]);
  const std::size_t behind = cells.size() - kBehindTerms;
  for (std::size_t at = kBeforeTerms; at < behind; ++at) step.terms.push_back(parsed<double>(cells[at]));
  step.seconds = parsed<double>(cells[behind]);
  step.dataSeconds = parsed<double>(cells[behind + 1]);
  step.samplesPerSecond = parsed<double>(cells[behind + 2]);
  return step;
}

ValidatedCase caseOf(const Cells& cells) {
  ValidatedCase validated;
  validated.epoch = parsed<int>(cells[0]);
  validated.name = cells[1];
  validated.meanDice = parsedOrEmpty(cells[2]);
  for (std::size_t at = kBeforeClasses; at < cells.size(); ++at)
    validated.dice.push_back(parsedOrEmpty(cells[at]));
  return validated;
}

/// Lines behind the header, each with as many cells as it has.
template <class Row>
std::vector<Row> readTable(const std::filesystem::path& file, std::size_t leastCells,
                           Row (*rowOf)(const Cells&)) {
  std::vector<Row> rows;
  if (!std::filesystem::exists(file)) return rows;
  try {
    const std::string text = readTextSoFar(file, kMostTableBytes);
    std::size_t columns = 0;
    for (std::size_t begin = 0;;) {
      const std::size_t end = text.find('\n', begin);
      if (end == std::string::npos) return rows;
      const Cells cells = cellsOf(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
      if (columns == 0) {
        columns = cells.size();
        if (columns < leastCells) throw std::domain_error("it is another table");
        continue;
      }
      if (cells.size() != columns) throw std::domain_error("a line has another number of cells");
      rows.push_back(rowOf(cells));
    }
  } catch (const std::domain_error& error) {
    throw LoadError(file.filename().string() + ": " + error.what() + ".");
  }
}

std::string joined(std::string line, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) line += "," + cell;
  return line;
}

std::string textOrEmpty(const std::optional<double>& value) {
  return value ? formatExact(*value) : std::string();
}

}  // namespace

std::vector<TrainStep> readTrainHistory(const TrainRunFolder& run) {
  return readTable(run.history(), kBeforeTerms + kBehindTerms, &stepOf);
}

std::vector<ValidatedCase> readValidation(const TrainRunFolder& run) {
  return readTable(run.validation(), kBeforeClasses, &caseOf);
}

std::string historyHeader(const std::vector<LossTerm>& loss) {
  std::string header = "step,epoch,learning_rate,total";
  for (const LossTerm& term : loss) header += "," + std::string(lossRow(term.kind).name);
  return header + ",seconds,data_seconds,samples_per_second\n";
}

std::string historyLine(const TrainStep& step) {
  std::vector<std::string> cells{std::to_string(step.epoch), formatExact(step.learningRate),
                                 formatExact(step.total)};
  for (const double term : step.terms) cells.push_back(formatExact(term));
  for (const double value : {step.seconds, step.dataSeconds, step.samplesPerSecond})
    cells.push_back(formatExact(value));
  return joined(std::to_string(step.step), cells) + "\n";
}

std::string validationHeader(const std::vector<std::string>& classes) {
  return joined("epoch,case,mean_dice", classes) + "\n";
}

std::string validationLine(const ValidatedCase& validated) {
  std::vector<std::string> cells{validated.name, textOrEmpty(validated.meanDice)};
  for (const std::optional<double>& dice : validated.dice) cells.push_back(textOrEmpty(dice));
  return joined(std::to_string(validated.epoch), cells) + "\n";
}

}  // namespace valvista
