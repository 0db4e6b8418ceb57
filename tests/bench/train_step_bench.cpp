// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_train_step NETWORK [OPTION VALUE]...   steps of a training at the paper's settings; prints time and
// memory
//   NETWORK unet (6 patches of 96 voxels) | vnet (13 of 64) | swin_unetr (4 of 64)
//   --precision float32 | bfloat16 (float32)   --patches N   --accumulate N (1)   --feature-size N (48)
//   --loss dice_ce | focal_sk_star_detached (dice_ce)   --steps N (3)   --threads N (2)
#include "ml/training/step_computer.h"
#include "planning/core/error.h"
#include "tests/bench/train_case.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <cstdio>
#include <map>
#include <sys/resource.h>

namespace valvista::ml {
namespace {

using Options = std::map<std::string, std::string>;

std::string optionOf(const Options& options, const std::string& name, const std::string& otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : found->second;
}

TrainConfig configOf(const std::string& network, const Options& options) {
  TrainConfig config;
  config.model.classes = benchClasses();
  config.model.patchSize = {64, 64, 64};
  if (network == "unet") {
    config.model.network = UNetOptions();
    config.model.patchSize = {96, 96, 96};
    config.sampling.patches = 6;
  } else if (network == "vnet") {
    config.model.network = VNetOptions();
    config.sampling.patches = 13;
  } else if (network == "swin_unetr") {
    SwinUnetrOptions swin;
    swin.featureSize = std::stoi(optionOf(options, "--feature-size", "48"));
    config.model.network = swin;
    config.sampling.patches = 4;
  } else {
    throw std::invalid_argument("no network " + network);
  }
  config.sampling.patches =
      std::stoi(optionOf(options, "--patches", std::to_string(config.sampling.patches)));
  config.sampling.accumulate = std::stoi(optionOf(options, "--accumulate", "1"));
  config.loss = {{LossKind::diceCe, 1.0}};
  if (optionOf(options, "--loss", "dice_ce") == "focal_sk_star_detached")
    config.loss = {{LossKind::focalSkeletonRecallDetached, 1.0}, {LossKind::focal, 1.0}};
  return config;
}

void run(const std::string& network, const Options& options) {
  const TrainConfig config = configOf(network, options);
  const int steps = std::stoi(optionOf(options, "--steps", "3"));
  at::set_num_threads(std::stoi(optionOf(options, "--threads", "2")));
  const auto source = std::make_shared<const PatchSource>(*benchCase().cache, std::vector<int>{0}, config);
  const TrainMachine machine{"cpu", optionOf(options, "--precision", "float32") == "bfloat16"};
  NoPeers alone;
  StepComputer computer(config, machine, alone);
  const std::vector<PatchRange> ranges =
      patchRanges(config.sampling.patches, config.sampling.accumulate, 0, 1);
  // One step more, that warms up.
  PatchLoader loader(
      [source](std::int64_t step, int first, int count) { return source->patches(step, first, count); },
      ranges, 0, steps + 1, config.loaderThreads);
  std::vector<double> seconds;
  double data = 0.0, all = 0.0;
  for (int step = 0; step <= steps; ++step) {
    const TrainStep done = computer.compute(step, ranges, [&loader] { return loader.next(); }).step;
    if (step == 0) continue;
    seconds.push_back(done.seconds);
    data += done.dataSeconds, all += done.seconds;
  }
  std::nth_element(seconds.begin(), seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2),
                   seconds.end());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "%s: %d patches of %d: %.2f s a step (median of %d), %.1f %% of it waiting for patches, "
      "peak %ld MiB\n",
      network.c_str(), config.sampling.patches, config.model.patchSize[0], seconds[seconds.size() / 2], steps,
      100.0 * data / all, usage.ru_maxrss / 1024);
}

}  // namespace
}  // namespace valvista::ml

int main(int count, char** words) try {
  if (count < 2 || count % 2 != 0)
    throw std::invalid_argument("usage: bench_train_step NETWORK [OPTION VALUE]...");
  std::map<std::string, std::string> options;
  for (int i = 2; i + 1 < count; i += 2) options[words[i]] = words[i + 1];
  valvista::ml::run(words[1], options);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
