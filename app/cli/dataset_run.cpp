// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/dataset_run.h"

#include "app/cli/output_file.h"
#include "app/cli/text_table.h"
#include "planning/core/error.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <exception>
#include <fstream>
#include <iterator>
#include <mutex>
#include <new>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace valvista::cli {

using namespace planning;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

std::optional<std::size_t> wholeNumber(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
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
  const Json inputs = work.inputs(one);
  if (std::optional<Json> record = records.find(one);
      record && work.isThere(one) && record->value("inputs", Json()) == inputs)
    return {one.name, CaseState::kept, {}, std::move(*record)};
  const auto refused = [&](const std::string& reason) {
    return CaseOutcome{one.name, CaseState::refused, reason, {}};
  };
  try {
    Json record{{"case", one.name}, {"inputs", inputs}};
    record.update(work.make(one, progress));
    records.write(one, record);
    return {one.name, CaseState::made, {}, std::move(record)};
  } catch (const LoadError& error) {
    return refused(error.what());
  } catch (const ModelError& error) {
    return refused(error.what());
  } catch (const std::bad_alloc&) {
    return refused("There is not enough memory for this input.");
  }
}

}  // namespace

Shard parseShard(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != text.npos) {
    const auto index = wholeNumber(std::string_view(text).substr(0, slash));
    const auto count = wholeNumber(std::string_view(text).substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count) return {*index, *count};
  }
  throw std::invalid_argument("--shard takes i/n with i from 1 to n, not \"" + text + "\"");
}

CLI::Option* addShard(CLI::App& options, std::string& shard) {
  return options.add_option("--shard", shard, "Only the i-th of n parts of the dataset")->type_name("i/n");
}

std::optional<Json> CaseRecords::find(const ListedCase& one) const {
  std::ifstream file(fileOf(one));
  if (!file) return std::nullopt;
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  Json record = Json::parse(text, nullptr, false);
  return record.is_object() ? std::optional(std::move(record)) : std::nullopt;
}

void CaseRecords::write(const ListedCase& one, const Json& record) const {
  writeTextFile(fileOf(one), record.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

fs::path CaseRecords::fileOf(const ListedCase& one) const {
  return folder_ / (one.test ? "Ts" : "Tr") / (one.name + ".json");
}

Json fingerprint(const std::vector<fs::path>& paths) {
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
  return facts;
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

void refuseSameFolder(const fs::path& dataset, const fs::path& out) {
  std::error_code error;
  if (fs::equivalent(dataset, out, error))
    throw std::invalid_argument("--out must be another folder than the dataset");
}

ExitCode exitCodeOf(const std::vector<CaseOutcome>& outcomes, bool complete) {
  const auto refused = std::ranges::count(outcomes, CaseState::refused, &CaseOutcome::state);
  if (refused > 0 && refused == std::ssize(outcomes)) return kInputRefused;
  return refused > 0 || !complete ? kNotAllMeasured : kDone;
}

Json outcomesJson(const std::vector<CaseOutcome>& outcomes) {
  std::size_t made = 0, kept = 0;
  Json refused = Json::array();
  for (const CaseOutcome& one : outcomes) {
    if (one.state == CaseState::refused) refused.push_back({{"case", one.name}, {"reason", one.reason}});
    made += one.state == CaseState::made ? 1 : 0, kept += one.state == CaseState::kept ? 1 : 0;
  }
  return {{"cases", outcomes.size()}, {"made", made}, {"kept", kept}, {"refused", std::move(refused)}};
}

std::string outcomesTable(const std::vector<CaseOutcome>& outcomes) {
  const Json counts = outcomesJson(outcomes);
  std::string text = counts["made"].dump() + " cases made, " + counts["kept"].dump() + " were there, " +
                     std::to_string(counts["refused"].size()) + " refused\n";
  if (counts["refused"].empty()) return text;
  std::vector<std::vector<std::string>> rows{{"refused", "reason"}};
  for (const Json& one : counts["refused"])
    rows.push_back({one["case"].get<std::string>(), one["reason"].get<std::string>()});
  return text + "\n" + textTable(rows, {});
}

}  // namespace valvista::cli
