// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "planning/core/progress.h"
#include "planning/io/dataset.h"

#include <CLI/CLI.hpp>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace valvista::cli {

/// Shard i of n: every n-th case of the list, so that the shards share nothing and are together everything.
struct Shard {
  std::size_t index = 1, count = 1;  ///< index from 1
  bool has(std::size_t place) const { return place % count == index - 1; }
};
/// --shard i/n. Throws std::invalid_argument for what is no shard.
Shard parseShard(const std::string& text);
CLI::Option* addShard(CLI::App& options, std::string& shard);

/// What is known of a case after a run, kept in records/ beside the results so that the next run can go on.
class CaseRecords {
 public:
  explicit CaseRecords(std::filesystem::path out) : folder_(std::move(out) / "records") {}
  /// Nothing where there is none, or one that no longer can be read.
  std::optional<nlohmann::ordered_json> find(const planning::ListedCase& one) const;
  void write(const planning::ListedCase& one, const nlohmann::ordered_json& record) const;

 private:
  std::filesystem::path fileOf(const planning::ListedCase& one) const;
  std::filesystem::path folder_;
};

/// Names, sizes and times of files, and of the files in folders: what tells whether an input has changed.
nlohmann::ordered_json fingerprint(const std::vector<std::filesystem::path>& paths);

enum class CaseState { made, kept, refused };
struct CaseOutcome {
  std::string name;
  CaseState state = CaseState::made;
  std::string reason;  ///< file and reason where it was refused
  nlohmann::ordered_json record;
};

/// What is done with each case of a dataset.
struct DatasetWork {
  /// What the result hangs on; a case with a record of the same, and `isThere`, is kept.
  std::function<nlohmann::ordered_json(const planning::ListedCase&)> inputs;
  std::function<bool(const planning::ListedCase&)> isThere;
  /// Makes the files of a case and gives what else the record shall hold. May throw LoadError and ModelError.
  std::function<nlohmann::ordered_json(const planning::ListedCase&, const Progress&)> make;
};

/// Runs over the cases of a shard on `jobs` threads; outcomes in the order of the cases. A refused case is an
/// outcome, tried again by the next run. Throws SaveError and Cancelled, after which what is whole stays.
std::vector<CaseOutcome> runCases(const std::vector<planning::ListedCase>& cases, const CaseRecords& records,
                                  const DatasetWork& work, int jobs, const Progress& progress);

std::vector<planning::ListedCase> casesOfShard(const std::filesystem::path& dataset, const Shard& shard);

/// Throws std::invalid_argument when results would go into the dataset they are made from.
void refuseSameFolder(const std::filesystem::path& dataset, const std::filesystem::path& out);

/// Done; not all measured where some cases were refused or lack something; input refused where all were.
ExitCode exitCodeOf(const std::vector<CaseOutcome>& outcomes, bool complete);

/// Counts, and the refused cases with their reasons.
nlohmann::ordered_json outcomesJson(const std::vector<CaseOutcome>& outcomes);
std::string outcomesTable(const std::vector<CaseOutcome>& outcomes);

}  // namespace valvista::cli
