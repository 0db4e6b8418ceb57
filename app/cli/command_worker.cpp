// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_options.h"
#include "planning/report/report_text.h"
#include "planning/worker/worker_client.h"

#include <chrono>
#include <memory>
#include <string>

namespace valvista::cli {

RunCommand declareWorker(CLI::App& options) {
  struct Given {
    std::string worker;
    double timeoutSeconds = 5.0;
  };
  const auto given = std::make_shared<Given>();
  addWorkerOption(options, given->worker);
  options.add_option("--timeout", given->timeoutSeconds, "How many seconds to wait for its answer")
      ->type_name("S")
      ->check(CLI::Range(0.1, 600.0))
      ->capture_default_str();
  options.footer("Example:\n  valvista-cli worker --json -");

  return [given](const Answers& answers, const Progress& progress) {
    const std::chrono::milliseconds patience(static_cast<long>(given->timeoutSeconds * 1000.0));
    const HelloMessage hello = planning::askWorker(planning::findWorker(given->worker), patience, progress);
    std::string text = "valvista-worker " + planning::printable(hello.version) + ", LibTorch " +
                       planning::printable(hello.libtorch) + ", " + std::to_string(hello.threads) +
                       " threads\n";
    for (const auto& device : hello.devices) {
      text += "  " + planning::printable(device.id) + "  " + planning::printable(device.name) + "\n";
    }
    answers.json(toJson(hello).dump() + "\n");
    answers.table(text);
    return kDone;
  };
}

}  // namespace valvista::cli
