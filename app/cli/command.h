// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <span>
#include <string>

namespace valvista::cli {

/// What a program that calls us may rely on (contract.md).
enum ExitCode : int {
  kDone = 0,
  kWrongUsage = 2,
  kInputRefused = 3,
  kNotAllMeasured = 4,
  kNotWritten = 5,
  kCancelled = 130,
};

/// Where a command's answers go.
class Answers {
 public:
  /// `jsonFile` is empty for none and "-" for standard output, which then holds nothing else.
  explicit Answers(std::string jsonFile) : jsonFile_(std::move(jsonFile)) {}

  /// For people. Throws SaveError when standard output cannot take it.
  void table(const std::string& text) const;
  /// For machines: written once. Throws SaveError naming the file.
  void json(const std::string& text) const;

 private:
  std::string jsonFile_;
};

using RunCommand = std::function<ExitCode(const Answers&, const Progress&)>;

/// A row of the table of commands. `declare` adds the options and the example, and gives what runs them.
struct Command {
  const char* name;
  const char* summary;
  RunCommand (*declare)(CLI::App& options);
};

std::span<const Command> commands();

RunCommand declarePhantom(CLI::App& options);
RunCommand declareCohort(CLI::App& options);
RunCommand declareInspect(CLI::App& options);
RunCommand declareDerive(CLI::App& options);
RunCommand declareLabels(CLI::App& options);
RunCommand declareDeidentify(CLI::App& options);
RunCommand declareEnrich(CLI::App& options);
RunCommand declareMeasure(CLI::App& options);
RunCommand declareSegment(CLI::App& options);
RunCommand declarePlan(CLI::App& options);
RunCommand declareEvaluate(CLI::App& options);
RunCommand declareModels(CLI::App& options);
RunCommand declareLibrary(CLI::App& options);
RunCommand declareTrain(CLI::App& options);
RunCommand declareWorker(CLI::App& options);

/// The whole program: reads the arguments, runs a command, turns exceptions into messages and exit codes.
int runCommandLine(int argc, char** argv);

}  // namespace valvista::cli
