// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/worker/worker_client.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace valvista::cli {

/// --worker: how the worker is started.
CLI::Option* addWorkerOption(CLI::App& options, std::string& worker);

/// Options on a model that several commands share.
struct ModelOptions {
  std::string model, worker, device = "auto", precision = "auto";
  std::vector<std::string> cleanUp{"all"};
  std::optional<double> memoryLimitGib, overlap;

  CLI::Option* addModel(CLI::App& options);
  /// Everything but the model.
  void addHow(CLI::App& options);

  bool given() const { return !model.empty(); }
  planning::SegmentationRequest request() const;
};

}  // namespace valvista::cli
