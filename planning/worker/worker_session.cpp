// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/worker/worker_session.h"

#include "planning/core/error.h"

#include <stdexcept>
#include <utility>

namespace valvista::planning {

namespace {

constexpr std::chrono::milliseconds kTurn{100};
/// A worker gives a sign of life twice a second, also while it computes.
constexpr std::chrono::milliseconds kQuiet{1500};
/// Long, because a machine short of memory can hold a worker up and yet let it finish.
constexpr std::chrono::milliseconds kDead{30'000};

}  // namespace

WorkerSession::WorkerSession(const WorkerCommand& command, const std::string& task,
                             std::span<const int> shared, const Progress& progress)
    : process_(command, task, shared), progress_(progress), patience_(kDead) {}

void WorkerSession::turn(std::span<const std::byte>& outgoing) {
  progress_.throwIfCancelled();
  if (process_.exchange(outgoing, kTurn)) lastHeard_ = Clock::now();
  const auto silence = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - lastHeard_);
  if (silence > patience_) throw ModelError(process_.name() + " did not answer in time and was stopped.");
  if (silence > kQuiet)
    progress_.report(fraction_, process_.name() + " has not answered for " +
                                    std::to_string(silence.count() / 1000) + " s");
}

void WorkerSession::failAtEnd() {
  const std::string how = process_.howItEnded();
  progress_.throwIfCancelled();  // an interrupt may have ended the worker too
  throw ModelError(process_.name() + " " + (how.empty() ? "ended before it gave an answer." : how));
}

Json WorkerSession::parse(const std::string& line) const {
  try {
    return Json::parse(line, kLongestWorkerLine);
  } catch (const std::domain_error&) {
    throw notUnderstood();
  }
}

ModelError WorkerSession::notUnderstood() const {
  return ModelError(process_.name() + " gave an answer that cannot be understood.");
}

Json WorkerSession::nextMessage() {
  std::span<const std::byte> nothing;
  while (true) {
    if (const auto line = process_.takeLine()) return parse(*line);
    if (process_.ended()) failAtEnd();
    turn(nothing);
  }
}

HelloMessage WorkerSession::greet(std::chrono::milliseconds patience) {
  patience_ = patience;
  progress_.report(0.0, "Starting " + process_.name());
  const Json message = nextMessage();
  patience_ = kDead;
  try {
    return parseHello(message);
  } catch (const std::domain_error& error) {
    throw ModelError(process_.name() + " cannot be used: " + error.what() + ".");
  }
}

void WorkerSession::send(const Json& message) {
  const std::string line = message.dump() + "\n";
  send(std::as_bytes(std::span(line)));
}

void WorkerSession::send(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    // A request may be refused before all of it has been sent.
    while (const auto line = process_.takeLine()) absorb(parse(*line));
    if (process_.ended()) failAtEnd();
    turn(bytes);
  }
}

void WorkerSession::absorb(const Json& message) {
  try {
    const std::string& type = message.string("type");
    if (type == "progress") {
      const ProgressMessage now = parseProgress(message);
      fraction_ = now.fraction;
      progress_.report(now.fraction, now.what);
    } else if (type == "error") {
      throw ModelError(parseError(message).message);
    } else if (type != "alive") {
      throw std::domain_error("unknown type");
    }
  } catch (const std::domain_error&) {
    throw notUnderstood();
  }
}

Json WorkerSession::receive(const char* type) {
  while (true) {
    Json message = nextMessage();
    const Json* got = message.isObject() ? message.find("type") : nullptr;
    if (got != nullptr && *got == Json(type)) return message;
    absorb(message);
  }
}

void WorkerSession::receive(std::span<std::byte> bytes) {
  std::span<const std::byte> nothing;
  while (true) {
    bytes = bytes.subspan(process_.takeBytes(bytes));
    if (bytes.empty()) return;
    if (process_.ended()) failAtEnd();
    turn(nothing);
  }
}

}  // namespace valvista::planning
