// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/train_case.h"

#include <benchmark/benchmark.h>
#include <fstream>

namespace valvista::ml {
namespace {

TrainConfig configOf(int patch) {
  TrainConfig config;
  config.model.classes = benchClasses();
  config.model.patchSize = {patch, patch, patch};
  config.sampling.foreground = 1.0;
  config.augmentation.probability = 1.0;
  return config;
}

void cutPatches(benchmark::State& state, const TrainConfig& config) {
  const PatchSource source(*benchCase().cache, {0}, config);
  benchmark::DoNotOptimize(source.patches(0, 0, 1));  // the first one compares the file with its sum
  std::int64_t step = 0;
  for (auto _ : state) benchmark::DoNotOptimize(source.patches(++step, 0, 1));
}

void plainPatch(benchmark::State& state) {
  TrainConfig config = configOf(static_cast<int>(state.range(0)));
  config.augmentation.probability = 0.0;
  cutPatches(state, config);
}

/// Every change at once.
void changedPatch(benchmark::State& state) {
  cutPatches(state, configOf(static_cast<int>(state.range(0))));
}

void changedPatchWithTube(benchmark::State& state) {
  TrainConfig config = configOf(static_cast<int>(state.range(0)));
  config.loss = {{LossKind::skeletonRecall, 1.0}};
  cutPatches(state, config);
}

/// A case from its files to the cache, with the peak of the process's memory.
void prepareCase(benchmark::State& state) {
  const BenchCase& one = benchCase();
  for (auto _ : state) {
    fs::remove_all(one.folder() / "anew");
    benchmark::DoNotOptimize(CaseCache(one.folder() / "anew", one.dataset, configOf(64).model, Progress()));
  }
  std::ifstream status("/proc/self/status");
  double kilobytes = 0.0;
  for (std::string word; status >> word;)
    if (word == "VmHWM:") status >> kilobytes;
  state.counters["peak_MB"] = kilobytes / 1024.0;
}

BENCHMARK(plainPatch)->Arg(64)->Arg(96)->Unit(benchmark::kMillisecond);
BENCHMARK(changedPatch)->Arg(64)->Arg(96)->Unit(benchmark::kMillisecond);
BENCHMARK(changedPatchWithTube)->Arg(64)->Arg(96)->Unit(benchmark::kMillisecond);
BENCHMARK(prepareCase)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace valvista::ml

BENCHMARK_MAIN();
