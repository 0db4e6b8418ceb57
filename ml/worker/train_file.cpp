// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/train_file.h"

#include "ml/training/group_peers.h"
#include "ml/training/run_training.h"
#include "planning/core/error.h"
#include "planning/core/json.h"

#include <cstdio>
#include <memory>
#include <signal.h>

namespace valvista::ml {

namespace {

void probe(const TrainConfig& config, int steps, const Progress& progress) {
  const TrainingProbe found = probeTraining(config, steps, progress);
  const Json line = Json::Object{{"seconds_per_step", found.secondsPerStep},
                                 {"data_seconds", found.dataSeconds},
                                 {"peak_bytes", found.peakBytes},
                                 {"patches", found.patches},
                                 {"prepare_seconds", found.prepareSeconds},
                                 {"validation_seconds", found.validationSeconds}};
  if (std::puts(line.dump().c_str()) < 0 || std::fflush(stdout) != 0)
    throw SaveError("Standard output could not be written.");
}

}  // namespace

void trainByFile(const TrainOrder& order, const Progress& progress) {
  signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is then an error that has a message
  const TrainConfig config = readTrainConfig(order.config);
  if (order.probeSteps) {
    probe(config, *order.probeSteps, progress);
    return;
  }
  const std::unique_ptr<Peers> peers = peersOfLauncher();
  runTraining(config, order.resume, *peers, progress);
  progress.throwIfCancelled();
}

}  // namespace valvista::ml
