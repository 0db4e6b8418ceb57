// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/train_file.h"

#include "ml/training/run_training.h"
#include "planning/core/error.h"
#include "planning/core/json.h"

#include <cstdio>
#include <cstdlib>
#include <signal.h>
#include <string>
#include <string_view>

namespace valvista::ml {

namespace {

/// Several processes would each write the same folder.
void checkAlone() {
  const char* processes = std::getenv("WORLD_SIZE");
  if (processes != nullptr && std::string_view(processes) != "1" && *processes != '\0')
    throw ModelError("WORLD_SIZE is " + std::string(processes) +
                     ", but a training is one process. Start it once, without that variable.");
}

void probe(const TrainConfig& config, int steps, const Progress& progress) {
  const TrainingProbe found = probeTraining(config, steps, progress);
  const Json line = Json::Object{{"seconds_per_step", found.secondsPerStep},
                                 {"data_seconds", found.dataSeconds},
                                 {"peak_bytes", found.peakBytes},
                                 {"patches", found.patches}};
  if (std::puts(line.dump().c_str()) < 0 || std::fflush(stdout) != 0)
    throw SaveError("Standard output could not be written.");
}

}  // namespace

void trainByFile(const TrainOrder& order, const Progress& progress) {
  signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is then an error that has a message
  checkAlone();
  const TrainConfig config = readTrainConfig(order.config);
  if (order.probeSteps) {
    probe(config, *order.probeSteps, progress);
    return;
  }
  NoPeers alone;
  runTraining(config, order.resume, alone, progress);
  progress.throwIfCancelled();
}

}  // namespace valvista::ml
