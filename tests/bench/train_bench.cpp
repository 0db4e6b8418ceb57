// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/patch_source.h"
#include "planning/core/nifti_file.h"

#include <benchmark/benchmark.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <stdlib.h>
#include <string>

namespace valvista::ml {
namespace {

namespace fs = std::filesystem;

TrainConfig configOf(int patch) {
  TrainConfig config;
  config.model.classes = {
      {"background", 0}, {"aorta", 1}, {"iliac_artery_left", 2}, {"iliac_artery_right", 3}};
  config.model.patchSize = {patch, patch, patch};
  config.sampling.foreground = 1.0;
  config.augmentation.probability = 1.0;
  return config;
}

/// A folder with a CT of 320 x 320 x 300 of noisy tissue with three vessels, its labels and its cache.
class BenchCase {
 public:
  BenchCase() {
    std::string name = (fs::temp_directory_path() / "valvista_bench_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    const ImageGeometry grid = axisAlignedGeometry({320, 320, 300}, {1.0, 1.0, 1.0});
    LabelMap labels(grid);
    std::vector<std::int16_t> hu;
    for (int k = 0; k < grid.size[2]; ++k)
      for (int j = 0; j < grid.size[1]; ++j)
        for (int i = 0; i < grid.size[0]; ++i) {
          int label = 0;
          for (int vessel = 0; vessel < 3; ++vessel)
            if (std::hypot(i - 80.0 * (vessel + 1) - 15.0 * std::sin(0.03 * k), j - 160.0) <
                12.0 - 3.0 * vessel)
              label = vessel + 1;
          if (label != 0) labels.set({i, j, k}, static_cast<std::uint8_t>(label));
          hu.push_back(static_cast<std::int16_t>((label != 0 ? 350 : 40) + (i * 31 + j * 17 + k * 7) % 41));
        }
    writeNifti(folder_ / "ct.nii", Volume(grid, std::move(hu)));
    writeNifti(folder_ / "labels.nii", labels);
    dataset.classes = configOf(64).model.classes;
    dataset.cases = {{"case", "case", folder_ / "ct.nii", folder_ / "labels.nii"}};
    cache = std::make_unique<CaseCache>(folder_ / "cache", dataset, configOf(64).model, Progress());
  }
  ~BenchCase() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  BenchCase(const BenchCase&) = delete;
  BenchCase& operator=(const BenchCase&) = delete;

  const fs::path& folder() const { return folder_; }

  Dataset dataset;
  std::unique_ptr<CaseCache> cache;

 private:
  fs::path folder_;
};

const BenchCase& benchCase() {
  static const BenchCase kCase;
  return kCase;
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
