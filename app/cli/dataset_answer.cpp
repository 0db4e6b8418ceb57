// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/dataset_answer.h"

#include "app/cli/text_table.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

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

}  // namespace

Shard parseShard(const std::string& text) {
  if (text.empty()) return {};
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

void refuseSameFolder(const fs::path& dataset, const fs::path& out) {
  std::error_code error;
  if (fs::equivalent(dataset, out, error))
    throw std::invalid_argument("--out must be another folder than the dataset");
}

ExitCode exitCodeOf(const std::vector<CaseOutcome>& outcomes, bool complete) {
  const auto refused = std::ranges::count(outcomes, CaseResult::refused, &CaseOutcome::state);
  if (refused > 0 && refused == std::ssize(outcomes)) return kInputRefused;
  return refused > 0 || !complete ? kNotAllMeasured : kDone;
}

Json outcomesJson(const std::vector<CaseOutcome>& outcomes) {
  std::size_t made = 0, kept = 0;
  Json refused = Json::array();
  for (const CaseOutcome& one : outcomes) {
    if (one.state == CaseResult::refused) refused.push_back({{"case", one.name}, {"reason", one.reason}});
    made += one.state == CaseResult::made ? 1 : 0, kept += one.state == CaseResult::kept ? 1 : 0;
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
