// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/worker/worker_process.h"

#include "planning/core/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

constexpr int kFirstShared = 3;
constexpr std::size_t kChunk = 1 << 18, kLongestLine = 1 << 20, kComplaintKept = 4096;

struct Pipe {
  Descriptor readEnd, writeEnd;
};

Pipe makePipe() {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw ModelError(std::string("There is no pipe to the worker: ") + std::strerror(errno) + ".");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// What the child's descriptors are made of; copies lie above those that they become.
class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    // A group of its own: whatever a wrapper script or ssh starts ends with it.
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes_, 0);
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int number : {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM}) sigaddset(&defaults, number);
    posix_spawnattr_setsigdefault(&attributes_, &defaults);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  void give(int descriptor, int as) {
    constexpr int kAboveAllTargets = 32;
    copies_.emplace_back(fcntl(descriptor, F_DUPFD_CLOEXEC, kAboveAllTargets));
    posix_spawn_file_actions_adddup2(&actions_, copies_.back().get(), as);
  }
  int spawn(pid_t& pid, const std::vector<std::string>& words, const std::string& variable) {
    std::vector<char*> arguments, environment;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const std::string_view name = std::string_view(variable).substr(0, variable.find('=') + 1);
    for (char** entry = environ; *entry != nullptr; ++entry)
      if (!std::string_view(*entry).starts_with(name)) environment.push_back(*entry);
    environment.push_back(const_cast<char*>(variable.c_str()));
    environment.push_back(nullptr);
    return posix_spawnp(&pid, arguments[0], &actions_, &attributes_, arguments.data(), environment.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
  std::vector<Descriptor> copies_;
};

void neverWait(const Descriptor& stream) {
  fcntl(stream.get(), F_SETFL, fcntl(stream.get(), F_GETFL) | O_NONBLOCK);
}

/// A line for people: no control characters, and not long.
std::string plainLine(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  std::string line(text.substr(0, kLongest));
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return line;
}

}  // namespace

WorkerProcess::WorkerProcess(const WorkerCommand& command, const std::string& task,
                             std::span<const int> shared)
    : name_(command.name()) {
  Pipe input = makePipe(), output = makePipe(), errors = makePipe();
  SpawnPlan plan;
  plan.give(input.readEnd.get(), STDIN_FILENO);
  plan.give(output.writeEnd.get(), STDOUT_FILENO);
  plan.give(errors.writeEnd.get(), STDERR_FILENO);
  for (std::size_t i = 0; i < shared.size(); ++i) plan.give(shared[i], kFirstShared + static_cast<int>(i));
  std::vector<std::string> words = command.words;
  words.push_back(task);
  const int error = plan.spawn(pid_, words, "VALVISTA_WORKER_VOLUMES=" + std::to_string(shared.size()));
  if (error != 0) throw ModelError(name_ + " could not be started: " + std::strerror(error) + ".");
  input_ = std::move(input.writeEnd);
  output_ = std::move(output.readEnd);
  errors_ = std::move(errors.readEnd);
  for (const Descriptor* stream : {&input_, &output_, &errors_}) neverWait(*stream);
}

WorkerProcess::~WorkerProcess() {
  if (pid_ <= 0) return;
  kill(-pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool WorkerProcess::exchange(std::span<const std::byte>& outgoing, std::chrono::milliseconds patience) {
  const bool sending = !outgoing.empty() && input_.isOpen();
  std::array<pollfd, 3> streams{
      {{sending ? input_.get() : -1, POLLOUT, 0}, {output_.get(), POLLIN, 0}, {errors_.get(), POLLIN, 0}}};
  if (poll(streams.data(), streams.size(), static_cast<int>(patience.count())) <= 0) return false;
  const bool heard = streams[1].revents != 0;
  if (heard) readFrom(output_, inbox_);
  if (streams[2].revents != 0) readFrom(errors_, complaints_);
  if (complaints_.size() > kComplaintKept) complaints_.erase(0, complaints_.size() - kComplaintKept);
  if (streams[0].revents != 0) writeSome(outgoing);
  return heard;
}

void WorkerProcess::writeSome(std::span<const std::byte>& outgoing) {
  const ssize_t count = write(input_.get(), outgoing.data(), std::min(outgoing.size(), kChunk));
  if (count > 0) {
    outgoing = outgoing.subspan(static_cast<std::size_t>(count));
  } else if (errno != EAGAIN && errno != EINTR) {
    input_.close();  // why is told by the end of its output, which says more
  }
}

void WorkerProcess::readFrom(Descriptor& stream, std::string& into) {
  std::array<char, kChunk> buffer;
  const ssize_t count = read(stream.get(), buffer.data(), buffer.size());
  if (count > 0) {
    into.append(buffer.data(), static_cast<std::size_t>(count));
  } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
    stream.close();
  }
}

std::optional<std::string> WorkerProcess::takeLine() {
  const std::size_t end = inbox_.find('\n', taken_);
  if (end == std::string::npos) {
    inbox_.erase(0, std::exchange(taken_, 0));
    if (inbox_.size() > kLongestLine) throw ModelError(name_ + " gave an answer that does not end.");
    return std::nullopt;
  }
  std::string line = inbox_.substr(taken_, end - taken_);
  taken_ = end + 1;
  return line;
}

std::size_t WorkerProcess::takeBytes(std::span<std::byte> target) {
  const std::size_t count = std::min(target.size(), inbox_.size() - taken_);
  std::memcpy(target.data(), inbox_.data() + taken_, count);
  taken_ += count;
  if (taken_ == inbox_.size()) inbox_.erase(0, std::exchange(taken_, 0));
  return count;
}

std::string WorkerProcess::lastComplaint() const {
  std::string_view text = complaints_;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  const std::size_t before = text.rfind('\n');
  if (before != std::string_view::npos) text.remove_prefix(before + 1);
  return text.empty() ? std::string() : " It said: " + plainLine(text);
}

std::string WorkerProcess::howItEnded() {
  constexpr std::chrono::milliseconds kStep{10};
  constexpr int kSteps = 100;
  int status = 0;
  for (int step = 0; pid_ > 0 && step < kSteps; ++step) {
    const pid_t done = waitpid(pid_, &status, WNOHANG);
    if (done == pid_) {
      kill(-pid_, SIGKILL);  // what it had started
      pid_ = -1;
    } else {
      std::this_thread::sleep_for(kStep);
    }
  }
  if (pid_ > 0) return "closed its output without ending.";
  if (errors_.isOpen()) readFrom(errors_, complaints_);
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    const bool outOfMemory = number == SIGKILL;  // nobody else sends it but a user and the kernel
    return "was ended by signal " + std::to_string(number) +
           (outOfMemory ? " (killed, which the system does when memory runs out)" : "") + "." +
           lastComplaint();
  }
  const int code = WEXITSTATUS(status);
  if (code == 0) return {};
  const bool noLibraries = code == 127;  // what the loader and shells give
  return "failed with exit code " + std::to_string(code) +
         (noLibraries ? "; the program, LibTorch or another library it needs is missing." : ".") +
         lastComplaint();
}

}  // namespace valvista::planning
