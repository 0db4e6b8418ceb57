// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/pipeline/dataset_run.h"

#include "planning/core/error.h"
#include "planning/core/output_file.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <fstream>
#include <mutex>
#include <new>
#include <nlohmann/json.hpp>
#include <system_error>
#include <thread>

namespace valvista::planning {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

/// Bytes that are not UTF-8 become U+FFFD.
std::string textOf(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json fileFacts(const fs::path& file) {
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  const auto time = fs::last_write_time(file, error);
  return {{"file", file.filename().string()},
          {"bytes", error ? 0 : bytes},
          {"changed", error ? 0 : time.time_since_epoch().count()}};
}

/// One case: kept, made or refused. SaveError and Cancelled go through.
CaseOutcome runCase(const ListedCase& one, const CaseRecords& records, const DatasetWork& work,
                    const Progress& progress) {
  const Json inputs = Json::parse(work.inputs(one));
  if (std::optional<std::string> record = records.find(one);
      record && work.isThere(one) && Json::parse(*record).value("inputs", Json()) == inputs)
    return {one.name, CaseResult::kept, {}, std::move(*record)};
  const auto refused = [&](const std::string& reason) {
    return CaseOutcome{one.name, CaseResult::refused, reason, {}};
  };
  try {
    Json record{{"case", one.name}, {"inputs", inputs}};
    record.update(Json::parse(work.make(one, progress)));
    std::string text = textOf(record, 1);
    records.write(one, text);
    return {one.name, CaseResult::made, {}, std::move(text)};
  } catch (const LoadError& error) {
    return refused(error.what());
  } catch (const ModelError& error) {
    return refused(error.what());
  } catch (const std::bad_alloc&) {
    return refused("There is not enough memory for this input.");
  }
}

}  // namespace

std::optional<std::string> CaseRecords::find(const ListedCase& one) const {
  std::ifstream file(fileOf(one));
  if (!file) return std::nullopt;
  const Json record = Json::parse(file, nullptr, false);
  return record.is_object() ? std::optional(textOf(record)) : std::nullopt;
}

void CaseRecords::write(const ListedCase& one, const std::string& record) const {
  writeTextFile(fileOf(one), record + "\n");
}

fs::path CaseRecords::fileOf(const ListedCase& one) const {
  return folder_ / (one.test ? "Ts" : "Tr") / (one.name + ".json");
}

std::string fingerprint(const std::vector<fs::path>& paths) {
  Json facts = Json::array();
  for (const fs::path& path : paths) {
    std::vector<fs::path> files;
    std::error_code error;
    if (fs::is_directory(path, error)) {
      for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_regular_file(error)) files.push_back(entry->path());
      std::ranges::sort(files);
    } else {
      files.push_back(path);
    }
    for (const fs::path& file : files) facts.push_back(fileFacts(file));
  }
  return textOf(facts);
}

std::vector<ListedCase> casesOfShard(const fs::path& dataset, const Shard& shard) {
  const std::vector<ListedCase> all = datasetCases(dataset);
  std::vector<ListedCase> mine;
  for (std::size_t place = 0; place < all.size(); ++place)
    if (shard.has(place)) mine.push_back(all[place]);
  return mine;
}

std::vector<CaseOutcome> runCases(const std::vector<ListedCase>& cases, const CaseRecords& records,
                                  const DatasetWork& work, int jobs, const Progress& progress) {
  std::vector<CaseOutcome> outcomes(cases.size());
  std::atomic<std::size_t> next{0}, done{0};
  std::exception_ptr failure;
  std::mutex failureMutex;
  const auto run = [&] {
    try {
      for (std::size_t i = next++; i < cases.size(); i = next++) {
        progress.throwIfCancelled();
        const auto before = static_cast<double>(done.load()), all = static_cast<double>(cases.size());
        const Progress part(progress, before / all, (before + 1) / all);
        outcomes[i] = runCase(cases[i], records, work, part);
        ++done;
      }
    } catch (...) {
      const std::lock_guard lock(failureMutex);
      if (!failure) failure = std::current_exception();
      next = cases.size();
    }
  };
  std::vector<std::thread> threads;
  for (int t = 1; t < jobs; ++t) threads.emplace_back(run);
  run();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  return outcomes;
}

}  // namespace valvista::planning
