// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/worker/worker_command.h"

#include "planning/core/error.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

namespace valvista::planning {

std::string WorkerCommand::name() const {
  return words.empty() ? std::string() : std::filesystem::path(words.front()).filename().string();
}

WorkerCommand parseWorkerCommand(const std::string& text) {
  std::error_code error;
  if (std::filesystem::exists(text, error)) return {{text}};
  WorkerCommand command;
  std::optional<std::string> word;
  char quote = 0;
  for (const char c : text) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        *word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      if (!word) word.emplace();
    } else if (c == ' ' || c == '\t') {
      if (word) command.words.push_back(*std::exchange(word, std::nullopt));
    } else {
      if (!word) word.emplace();
      *word += c;
    }
  }
  if (quote != 0) throw ModelError("The command that starts the worker has a quote that does not end.");
  if (word) command.words.push_back(*word);
  if (command.words.empty()) throw ModelError("The command that starts the worker is empty.");
  return command;
}

WorkerCommand findWorker(const std::string& given) {
  if (!given.empty()) return parseWorkerCommand(given);
  if (const char* named = std::getenv("VALVISTA_WORKER"); named != nullptr && *named != '\0')
    return parseWorkerCommand(named);
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return {{(self.parent_path() / "valvista-worker").string()}};
}

}  // namespace valvista::planning
