// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_ml                              forward of one window: our kernels in float32 and bfloat16 beside the
// plain
//                                       LibTorch module, which computes as MONAI does
// bench_ml --benchmark_filter=vnet      one network
#include "ml/networks/predictor.h"
#include "planning/core/safetensors.h"
#include "tests/ml/model_of.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <benchmark/benchmark.h>
#include <fstream>
#include <iostream>
#include <string>

namespace valvista::ml {
namespace {

constexpr int kThreads = 2;

struct Case {
  const char* name;
  NetworkOptions network;
  std::int64_t patch;  ///< of the paper
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{{"unet_96", UNetOptions(), 96},
                                     {"vnet_64", VNetOptions(), 64},
                                     {"swin_unetr24_64", SwinUnetrOptions{24, PatchMerging::legacy}, 64},
                                     {"swin_unetr48_64", SwinUnetrOptions{48, PatchMerging::legacy}, 64}};
  return all;
}

at::Tensor windows(const Case& one, std::int64_t batch) {
  torch::manual_seed(7);
  return at::rand({batch, 1, one.patch, one.patch, one.patch});
}

std::shared_ptr<Network> networkOf(const Case& one) {
  torch::manual_seed(5);
  auto network = makeNetwork({one.network, 2});
  network->eval();
  return network;
}

void perWindow(benchmark::State& state, std::int64_t batch) {
  state.counters["window_ms"] =
      benchmark::Counter(static_cast<double>(batch) * 1e-3,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void plainForward(benchmark::State& state, const Case& one, std::int64_t batch) {
  const c10::NoGradGuard noGradient;
  const auto network = networkOf(one);
  const at::Tensor input = windows(one, batch);
  for (auto _ : state) benchmark::DoNotOptimize(network->forward(input));
  perWindow(state, batch);
}

void predict(benchmark::State& state, const Case& one, std::int64_t batch, Precision precision) {
  const auto predictor =
      makePredictor({one.network, 2}, tests::modelOf(*networkOf(one), {}).weights, "cpu", precision);
  const at::Tensor input = windows(one, batch);
  for (auto _ : state) benchmark::DoNotOptimize((*predictor)(input));
  perWindow(state, batch);
}

void addCases() {
  for (const Case& one : cases())
    for (const std::int64_t batch : {1, 2}) {
      const std::string end = "/batch:" + std::to_string(batch);
      const auto add = [](const std::string& name, auto run) {
        benchmark::RegisterBenchmark(name.c_str(), run)
            ->Unit(benchmark::kMillisecond)
            ->MeasureProcessCPUTime()
            ->UseRealTime();
      };
      add(one.name + std::string("/plain") + end,
          [&one, batch](benchmark::State& state) { plainForward(state, one, batch); });
      add(one.name + std::string("/float32") + end,
          [&one, batch](benchmark::State& state) { predict(state, one, batch, Precision::float32); });
      add(one.name + std::string("/bfloat16") + end,
          [&one, batch](benchmark::State& state) { predict(state, one, batch, Precision::bfloat16); });
    }
}

/// The library that answers to BLAS, by its file: LibTorch knows only that it is some BLAS.
std::string blasLibrary() {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);)
    if (line.find("libblas") != std::string::npos) return line.substr(line.find('/'));
  return "none of its own";
}

}  // namespace
}  // namespace valvista::ml

int main(int argc, char** argv) {
  using namespace valvista::ml;
  at::set_num_threads(kThreads);
  benchmark::Initialize(&argc, argv);
  std::cerr << "threads " << at::get_num_threads() << ", BLAS " << blasLibrary() << ", oneDNN "
            << (at::hasMKLDNN() ? "yes" : "no") << "\n";
  addCases();
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
