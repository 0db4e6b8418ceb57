// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "planning/pipeline/dataset_run.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace valvista::cli {

/// --shard i/n; the whole dataset where it is empty. Throws std::invalid_argument for what is no shard.
planning::Shard parseShard(const std::string& text);
CLI::Option* addShard(CLI::App& options, std::string& shard);

/// Throws std::invalid_argument when results would go into the dataset they are made from.
void refuseSameFolder(const std::filesystem::path& dataset, const std::filesystem::path& out);

/// Done; not all measured where some cases were refused or lack something; input refused where all were.
ExitCode exitCodeOf(const std::vector<planning::CaseOutcome>& outcomes, bool complete);

/// Counts, and the refused cases with their reasons.
nlohmann::ordered_json outcomesJson(const std::vector<planning::CaseOutcome>& outcomes);
std::string outcomesTable(const std::vector<planning::CaseOutcome>& outcomes);

}  // namespace valvista::cli
