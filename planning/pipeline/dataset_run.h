// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/io/dataset.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace valvista::planning {

/// Shard i of n: every n-th case of the list, so that the shards share nothing and are together everything.
struct Shard {
  std::size_t index = 1, count = 1;  ///< index from 1
  bool has(std::size_t place) const { return place % count == index - 1; }
};

/// What is known of a case after a run, kept in records/ beside the results so that the next run can go on.
/// Records are JSON objects as text.
class CaseRecords {
 public:
  explicit CaseRecords(const std::filesystem::path& out) : folder_(out / kFolder) {}
  /// Nothing where there is none, or one that no longer can be read.
  std::optional<std::string> find(const ListedCase& one) const;
  /// Throws SaveError.
  void write(const ListedCase& one, const std::string& record) const;

  static constexpr const char* kFolder = "records";

 private:
  std::filesystem::path fileOf(const ListedCase& one) const;
  std::filesystem::path folder_;
};

/// Names, sizes and times of files, and of the files in folders: what tells whether an input has changed. A
/// JSON array.
std::string fingerprint(const std::vector<std::filesystem::path>& paths);

enum class CaseResult { made, kept, refused };
struct CaseOutcome {
  std::string name;
  CaseResult state = CaseResult::made;
  std::string reason;  ///< file and reason where it was refused
  std::string record;  ///< JSON object; empty where it was refused
};

/// What is done with each case of a dataset.
struct DatasetWork {
  /// What the result hangs on, as JSON; a case with a record of the same, and `isThere`, is kept.
  std::function<std::string(const ListedCase&)> inputs;
  std::function<bool(const ListedCase&)> isThere;
  /// Makes the files of a case and gives what else the record shall hold, a JSON object. May throw LoadError
  /// and ModelError.
  std::function<std::string(const ListedCase&, const Progress&)> make;
};

/// Runs over the cases of a shard on `jobs` threads; outcomes in the order of the cases. A refused case is an
/// outcome, tried again by the next run. Throws SaveError and Cancelled, after which what is whole stays.
std::vector<CaseOutcome> runCases(const std::vector<ListedCase>& cases, const CaseRecords& records,
                                  const DatasetWork& work, int jobs, const Progress& progress);

/// Throws as datasetCases.
std::vector<ListedCase> casesOfShard(const std::filesystem::path& dataset, const Shard& shard);

}  // namespace valvista::planning
