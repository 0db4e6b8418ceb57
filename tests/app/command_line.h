// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/temporary_folder.h"

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace valvista::tests {

struct Outcome {
  int code = -1;  ///< exit code, or minus the signal that ended the program
  std::string out, err;
};

/// A program of the build with its arguments, run to the end. `beforeStart` runs in the child, `afterStart`
/// in the parent.
class ProgramRun {
 public:
  std::function<void()> beforeStart;
  std::function<void(pid_t, const std::filesystem::path& standardError)> afterStart;

  Outcome operator()(const std::string& program, const std::vector<std::string>& arguments) const {
    const TemporaryFolder streams;
    const std::string out = (streams / "out").string(), err = (streams / "err").string();
    const std::string path = std::string(VALVISTA_BIN) + "/" + program;
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
      dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
      dup2(open(out.c_str(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
      dup2(open(err.c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
      if (beforeStart) beforeStart();
      execv(path.c_str(), words.data());
      _exit(126);
    }
    if (afterStart) afterStart(child, err);
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), bytesOf(out), bytesOf(err)};
  }
};

inline Outcome runCli(const std::vector<std::string>& arguments) {
  return ProgramRun{}("valvista-cli", arguments);
}

/// Names of everything in the folder, hidden files too.
inline std::set<std::string> namesIn(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

inline bool has(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

}  // namespace valvista::tests
