// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/worker_client.h"

#include "planning/core/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace valvista::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kProtocolVersion = 1;
constexpr std::size_t kLongestAnswer = 1 << 20;

std::string nameOf(const std::filesystem::path& worker) {
  return worker.filename().string();
}

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return descriptor_; }
  void close() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  }

 private:
  int descriptor_;
};

/// A child process that does not outlive this object.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitForEnd();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The wait status.
  int waitForEnd() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

class SpawnActions {
 public:
  SpawnActions() { posix_spawn_file_actions_init(&actions_); }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  posix_spawn_file_actions_t* get() { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

pid_t startHello(const std::filesystem::path& worker, int output) {
  SpawnActions actions;
  posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(actions.get(), output, STDOUT_FILENO);
  std::string program = worker.string(), command = "hello";
  std::array<char*, 3> arguments{program.data(), command.data(), nullptr};
  pid_t pid = -1;
  const int error = posix_spawn(&pid, program.c_str(), actions.get(), nullptr, arguments.data(), environ);
  if (error != 0) throw ModelError(nameOf(worker) + " could not be started: " + std::strerror(error) + ".");
  return pid;
}

/// How long one wait for the worker may last before cancelling is asked about.
constexpr std::chrono::milliseconds kLongestWait{100};

/// Everything up to the end of the stream; throws when cancelled, at the deadline and for an answer that
/// never ends.
std::string readAnswer(int descriptor, Clock::time_point deadline, const std::string& workerName,
                       const Progress& progress) {
  std::string answer;
  std::array<char, 4096> buffer{};
  while (true) {
    progress.throwIfCancelled();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) throw ModelError(workerName + " did not answer in time and was stopped.");
    pollfd waiting{descriptor, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min(left, kLongestWait).count()));
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    if (ready < 0) throw ModelError(workerName + " could not be waited for: " + std::strerror(errno) + ".");
    const ssize_t count = read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw ModelError(workerName + " could not be read: " + std::strerror(errno) + ".");
    if (count == 0) return answer;
    answer.append(buffer.data(), static_cast<std::size_t>(count));
    if (answer.size() > kLongestAnswer) throw ModelError(workerName + " gave an answer that does not end.");
  }
}

void requireGoodEnd(int status, const std::string& workerName) {
  if (WIFSIGNALED(status)) {
    throw ModelError(workerName + " was ended by signal " + std::to_string(WTERMSIG(status)) + ".");
  }
  if (WEXITSTATUS(status) == 0) return;
  const bool noLibraries = WEXITSTATUS(status) == 127;  // what the loader gives for a missing library
  throw ModelError(workerName + " failed with exit code " + std::to_string(WEXITSTATUS(status)) +
                   (noLibraries ? "; LibTorch or another library it needs is missing." : "."));
}

WorkerHello parseHello(const std::string& answer, const std::string& workerName) {
  try {
    const auto json = nlohmann::json::parse(answer);
    if (json.at("type") != "hello" || json.at("protocol") != kProtocolVersion) {
      throw ModelError(workerName + " speaks another protocol than this program (version " +
                       std::to_string(kProtocolVersion) + ").");
    }
    WorkerHello hello;
    hello.version = json.at("version");
    hello.libtorch = json.at("libtorch");
    hello.threads = json.at("threads");
    for (const auto& device : json.at("devices"))
      hello.devices.push_back({device.at("id"), device.at("name")});
    hello.json = json.dump() + "\n";
    return hello;
  } catch (const nlohmann::json::exception&) {
    throw ModelError(workerName + " gave an answer that cannot be understood.");
  }
}

}  // namespace

std::filesystem::path findWorker(const std::string& given) {
  if (!given.empty()) return given;
  if (const char* named = std::getenv("VALVISTA_WORKER")) return named;
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return self.parent_path() / "valvista-worker";
}

WorkerHello askWorker(const std::filesystem::path& worker, std::chrono::milliseconds patience,
                      const Progress& progress) {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw ModelError(std::string("No pipe: ") + std::strerror(errno) + ".");
  const Descriptor readEnd(ends[0]);
  Descriptor writeEnd(ends[1]);
  const Clock::time_point deadline = Clock::now() + patience;
  Child child(startHello(worker, writeEnd.get()));
  writeEnd.close();
  const std::string answer = readAnswer(readEnd.get(), deadline, nameOf(worker), progress);
  progress.throwIfCancelled();  // an interrupt from the terminal ends the worker too
  requireGoodEnd(child.waitForEnd(), nameOf(worker));
  return parseHello(answer, nameOf(worker));
}

}  // namespace valvista::cli
