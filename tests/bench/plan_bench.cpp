// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_plan                        times the steps
// bench_plan --write-map FILE.nii   writes the label map for derive_scipy.py and stops
#include "planning/anatomy/root_labels.h"
#include "planning/core/nifti_file.h"
#include "planning/measure/live_measure.h"
#include "planning/measure/measure_case.h"
#include "planning/phantom/aortic_phantom.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace valvista::planning {
namespace {

constexpr Index3 kSize{512, 512, 700};
constexpr double kMegabyte = 1e6;

/// Peak of the resident memory since the last reset, MB.
double peakResidentMegabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) * 1024 / kMegabyte;
  return 0.0;
}

/// Without the right to do so the peak is that of the whole run.
void resetPeak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

struct Scan {
  Volume ct;
  LabelMap labels;
};

/// The phantom of heart to iliac arteries at 0.65 mm in the middle of a grid of the size of a whole scan.
Scan wholeScan() {
  PhantomSpec spec;
  spec.spacing = {0.65, 0.65, 0.65};
  const Phantom phantom = makePhantom(spec, Progress());
  const ImageGeometry& inner = phantom.anatomy.geometry();
  ImageGeometry geometry = inner;
  geometry.size = kSize;
  Index3 shift;
  for (int axis = 0; axis < 3; ++axis) {
    if (inner.size[axis] > kSize[axis])
      throw std::runtime_error("the phantom does not fit the benchmark's grid");
    shift[axis] = (kSize[axis] - inner.size[axis]) / 2;
  }
  geometry.lpsFromIjk.offset = inner.lpsFromIjk(
      {static_cast<double>(-shift[0]), static_cast<double>(-shift[1]), static_cast<double>(-shift[2])});
  LabelMap labels(geometry);
  std::vector<std::int16_t> hu(geometry.voxelCount(), -1000);
  for (int k = 0; k < inner.size[2]; ++k)
    for (int j = 0; j < inner.size[1]; ++j) {
      const auto innerRow = static_cast<std::size_t>(j) * static_cast<std::size_t>(inner.size[0]);
      const auto outerRow =
          static_cast<std::size_t>(j + shift[1]) * kSize[0] + static_cast<std::size_t>(shift[0]);
      const auto width = static_cast<std::size_t>(inner.size[0]);
      const auto from = phantom.anatomy.slice(k).subspan(innerRow, width);
      if (!phantom.anatomy.isBackground(k))
        std::ranges::copy(from, labels.mutableSlice(k + shift[2]).subspan(outerRow, width).begin());
      const std::size_t area = static_cast<std::size_t>(kSize[0]) * kSize[1];
      const std::size_t innerArea = width * static_cast<std::size_t>(inner.size[1]);
      std::ranges::copy(
          phantom.ct.hu().subspan(static_cast<std::size_t>(k) * innerArea + innerRow, width),
          hu.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(k + shift[2]) * area + outerRow));
    }
  return {Volume(geometry, std::move(hu)), std::move(labels)};
}

const Scan& scan() {
  static const Scan kScan = wholeScan();
  return kScan;
}

void reportMemory(benchmark::State& state) {
  const double voxels = static_cast<double>(scan().ct.geometry().voxelCount());
  state.counters["peak_MB"] = peakResidentMegabytes();
  state.counters["ct_and_labels_MB"] = voxels * 3 / kMegabyte;
}

void deriveLabels(benchmark::State& state, DistanceRule rule) {
  RootLabelOptions options;
  options.rule = rule;
  const LabelMap& labels = scan().labels;
  resetPeak();
  for (auto unused : state) {
    static_cast<void>(unused);
    benchmark::DoNotOptimize(deriveRootLabels(labels, options, {}, Progress()));
  }
  reportMemory(state);
}
BENCHMARK_CAPTURE(deriveLabels, paper, DistanceRule::paper)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(deriveLabels, metric, DistanceRule::metric)->Unit(benchmark::kMillisecond);

/// Everything from the coarse labels to the numbers; with the CT, contours are refined on its edges.
void deriveAndMeasure(benchmark::State& state, bool withCt) {
  Case inputs;
  inputs.anatomy.emplace();
  inputs.anatomy->labels = scan().labels;
  if (withCt) {
    inputs.study.emplace();
    inputs.study->volume = scan().ct;
  }
  resetPeak();
  for (auto unused : state) {
    static_cast<void>(unused);
    Derived derived;
    derived.root = deriveRootLabels(inputs.anatomy->labels, inputs.options.root, {}, Progress());
    measureCase(inputs, derived, Progress());
    benchmark::DoNotOptimize(derived);
  }
  reportMemory(state);
}
BENCHMARK_CAPTURE(deriveAndMeasure, labels, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(deriveAndMeasure, labels_and_ct, true)->Unit(benchmark::kMillisecond);

/// One step of dragging a hinge point on scan and labels: annulus, root and curve in the plane of the moment.
void BM_LiveHinge(benchmark::State& state) {
  Case inputs;
  inputs.anatomy.emplace();
  inputs.anatomy->labels = scan().labels;
  inputs.study.emplace();
  inputs.study->volume = scan().ct;
  Derived derived;
  derived.root = deriveRootLabels(inputs.anatomy->labels, inputs.options.root, {}, Progress());
  inputs.review.edits.hinges = derived.root->proposedHinges;
  double lift = 0.0;
  for (auto unused : state) {
    static_cast<void>(unused);
    lift = lift < 3.0 ? lift + 0.25 : 0.0;
    inputs.review.edits.hinges->points[0] =
        derived.root->proposedHinges->points[0] + derived.root->interface->plane.normal * lift;
    benchmark::DoNotOptimize(measureLive(inputs, {}, derived, Progress()));
  }
}
BENCHMARK(BM_LiveHinge)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace valvista::planning

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "--write-map") == 0) {
    valvista::writeNifti(std::filesystem::path(argv[2]), valvista::planning::scan().labels);
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
