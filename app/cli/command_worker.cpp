// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/worker_client.h"
#include "planning/report/report_text.h"

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
  options
      .add_option(
          "--worker", given->worker,
          "The worker program; otherwise the variable VALVISTA_WORKER, then valvista-worker beside this one")
      ->type_name("FILE");
  options.add_option("--timeout", given->timeoutSeconds, "How many seconds to wait for its answer")
      ->type_name("S")
      ->check(CLI::Range(0.1, 600.0))
      ->capture_default_str();
  options.footer("Example:\n  valvista-cli worker --json -");

  return [given](const Answers& answers, const Progress& progress) {
    progress.report(0.0, "starting the worker");
    const std::chrono::milliseconds patience(static_cast<long>(given->timeoutSeconds * 1000.0));
    const WorkerHello hello = askWorker(findWorker(given->worker), patience, progress);
    std::string text = "valvista-worker " + planning::printable(hello.version) + ", LibTorch " +
                       planning::printable(hello.libtorch) + ", " + std::to_string(hello.threads) +
                       " threads\n";
    for (const auto& device : hello.devices) {
      text += "  " + planning::printable(device.id) + "  " + planning::printable(device.name) + "\n";
    }
    answers.json(hello.json);
    answers.table(text);
    return kDone;
  };
}

}  // namespace valvista::cli
