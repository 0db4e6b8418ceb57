// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/worker_streams.h"

#include "planning/core/worker_messages.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace valvista::ml {

WorkerOutput::WorkerOutput() : descriptor_(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)) {
  dup2(STDERR_FILENO, STDOUT_FILENO);
}

void WorkerOutput::write(std::span<const std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw HungUp();
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

void WorkerOutput::send(const Json& message) {
  send(message, {});
}

void WorkerOutput::send(const Json& message, std::span<const std::byte> bytes) {
  const std::string line = message.dump() + "\n";
  const std::lock_guard lock(mutex_);
  write(std::as_bytes(std::span(line)));
  write(bytes);
}

bool WorkerInput::fill() {
  std::array<char, 1 << 16> buffer;
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    inbox_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }
}

std::optional<std::string> WorkerInput::line() {
  std::size_t searched = 0;
  while (true) {
    const std::size_t end = inbox_.find('\n', searched);
    if (end != std::string::npos) {
      std::string line = inbox_.substr(0, end);
      inbox_.erase(0, end + 1);
      return line;
    }
    searched = inbox_.size();
    if (searched > kLongestWorkerLine) throw std::domain_error("a line does not end");
    if (!fill()) return std::nullopt;
  }
}

void WorkerInput::read(std::span<std::byte> bytes) {
  const std::size_t there = std::min(bytes.size(), inbox_.size());
  std::memcpy(bytes.data(), inbox_.data(), there);
  inbox_.erase(0, there);
  bytes = bytes.subspan(there);
  while (!bytes.empty()) {
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw HungUp();
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

}  // namespace valvista::ml
