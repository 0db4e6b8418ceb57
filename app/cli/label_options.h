// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/case.h"
#include "planning/pipeline/run_pipeline.h"

#include <CLI/CLI.hpp>
#include <string>

namespace valvista::cli {

/// Options on labels that several commands share.
struct LabelOptions {
  std::string labels, scheme, rule = "paper";

  /// What can be given as labels, for the help.
  static std::string sources();
  CLI::Option* addLabels(CLI::App& options);
  void addScheme(CLI::App& options);
  void addRule(CLI::App& options);

  /// Sets labels and scheme.
  void applyTo(planning::PlanSources& sources) const;
  planning::PlanOptions planOptions() const;
};

}  // namespace valvista::cli
