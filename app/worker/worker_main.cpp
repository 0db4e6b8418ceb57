// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/serve.h"
#include "ml/worker/worker_hello.h"
#include "planning/core/error.h"

#if VALVISTA_READS_NIFTI
#include "ml/worker/segment_file.h"
#include "ml/worker/train_file.h"
#endif

#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <signal.h>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

// Those of valvista-cli (docs/worker-protocol.md).
constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2, kInputRefused = 3, kNotWritten = 5, kCancelled = 130;

constexpr const char* kUsage =
    "usage: valvista-worker --version | hello | serve | segment --config FILE |\n"
    "       train --config FILE [--resume] [--probe STEPS]\n"
    "  hello    says on one line what it can compute on\n"
    "  serve    segments for the program that starts it\n"
    "  segment  segments by a JSON file: {\"ct\": \"ct.nii.gz\", \"model\": \"FOLDER\", \"out\": "
    "\"labels.nii.gz\"}\n"
    "  train    trains a model; an interrupt stops it with a checkpoint, from which --resume goes on;\n"
    "           --probe only says on one line what a step costs";

int print(const std::string& line) {
  const bool written = std::puts(line.c_str()) >= 0 && std::fflush(stdout) == 0;
  return written ? kDone : kFailed;
}

int complain(const std::string& message, int code) {
  std::fprintf(stderr, "valvista-worker: %s\n", message.c_str());
  return code;
}

#if VALVISTA_READS_NIFTI
int segment(const char* config) {
  const bool terminal = isatty(STDERR_FILENO) == 1;
  const valvista::Progress progress([terminal](double fraction, std::string_view what) {
    if (terminal)
      std::fprintf(stderr, "\r\033[K%3.0f %%  %.*s", 100.0 * fraction, static_cast<int>(what.size()),
                   what.data());
  });
  valvista::ml::segmentByFile(config, progress);
  if (terminal) std::fputs("\r\033[K", stderr);
  return kDone;
}

valvista::Progress* progressToCancel = nullptr;

void cancelOnSignal(int) {
  progressToCancel->cancel();  // an atomic store: safe in a handler
}

/// What `words` after "train" ask for; nothing when they are not understood.
std::optional<valvista::ml::TrainOrder> trainOrder(std::span<char*> words) {
  valvista::ml::TrainOrder order;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const bool hasValue = i + 1 < words.size();
    if (word == "--resume") {
      order.resume = true;
    } else if (word == "--config" && hasValue) {
      order.config = words[++i];
    } else if (word == "--probe" && hasValue) {
      const std::string_view text = words[++i];
      int steps = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), steps);
      if (error != std::errc() || end != text.data() + text.size() || steps < 1) return std::nullopt;
      order.probeSteps = steps;
    } else {
      return std::nullopt;
    }
  }
  return order.config.empty() ? std::nullopt : std::optional(order);
}

int train(std::span<char*> words) {
  const auto order = trainOrder(words);
  if (!order) return complain(kUsage, kWrongUsage);
  valvista::Progress progress;
  progressToCancel = &progress;
  struct sigaction action {};
  action.sa_handler = cancelOnSignal;
  action.sa_flags = SA_RESETHAND;  // a second interrupt ends the program at once
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
  valvista::ml::trainByFile(*order, progress);
  return kDone;
}
#else
int train(std::span<char*>) {
  return complain("this worker was built without zlib and cannot read datasets", kFailed);
}
int segment(const char*) {
  return complain("this worker was built without zlib and cannot read files; use it through valvista-cli",
                  kFailed);
}
#endif

int run(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (argc == 2 && command == "--version") return print("valvista-worker " VALVISTA_VERSION);
  if (argc == 2 && command == "hello") return print(toJson(valvista::ml::workerHello()).dump());
  if (argc == 2 && command == "serve") return valvista::ml::serve();
  if (argc == 4 && command == "segment" && std::string_view(argv[2]) == "--config") return segment(argv[3]);
  if (argc > 1 && command == "train")
    return train(std::span(argv, static_cast<std::size_t>(argc)).subspan(2));
  return complain(kUsage, kWrongUsage);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const valvista::Cancelled&) {
    return complain("cancelled", kCancelled);
  } catch (const valvista::SaveError& error) {
    return complain(error.what(), kNotWritten);
  } catch (const valvista::Error& error) {
    return complain(error.what(), kInputRefused);
  } catch (const std::bad_alloc&) {
    return complain("there is not enough memory for this input", kInputRefused);
  } catch (const std::exception& error) {
    return complain(error.what(), kFailed);
  }
}
