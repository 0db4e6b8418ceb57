// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/skeleton/skeleton_tube.h"
#include "ml/skeleton/thinning.h"

#include <benchmark/benchmark.h>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace valvista::ml {
namespace {

/// Winding vessels of radius 2 to 6 through a cube, in three labels.
LabelMap vesselsOf(int size) {
  constexpr int kVessels = 12;
  LabelMap labels(axisAlignedGeometry({size, size, size}, {1, 1, 1}));
  for (int vessel = 0; vessel < kVessels; ++vessel) {
    const double radius = 2.0 + vessel % 5, phase = 1.7 * vessel;
    for (int k = 4; k < size - 4; ++k) {
      const double t = 6.0 * k / size + phase;
      const double x = size * (0.5 + 0.35 * std::sin(t)), y = size * (0.5 + 0.35 * std::cos(0.8 * t + phase));
      for (int j = static_cast<int>(y - radius); j <= static_cast<int>(y + radius) + 1; ++j)
        for (int i = static_cast<int>(x - radius); i <= static_cast<int>(x + radius) + 1; ++i)
          if (std::hypot(i - x, j - y) <= radius)
            labels.set({i, j, k}, static_cast<std::uint8_t>(1 + vessel % 3));
    }
  }
  return labels;
}

void thinVessels(benchmark::State& state) {
  const auto size = static_cast<int>(state.range(0));
  const LabelMap labels = vesselsOf(size);
  BitVolume vessels({size, size, size});
  for (int k = 0; k < size; ++k)
    for (int j = 0; j < size; ++j)
      for (int i = 0; i < size; ++i)
        if (labels.at({i, j, k}) != 0) vessels.set({i, j, k});
  for (auto _ : state) {
    BitVolume skeleton = vessels;
    thin(skeleton);
    benchmark::DoNotOptimize(skeleton);
  }
}

void tubeOfVessels(benchmark::State& state) {
  const LabelMap labels = vesselsOf(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(skeletonTube(labels));
}

BENCHMARK(thinVessels)->Arg(96)->Arg(256)->Unit(benchmark::kMillisecond);
BENCHMARK(tubeOfVessels)->Arg(96)->Arg(256)->Unit(benchmark::kMillisecond);

/// The volumes that are timed, one byte a voxel, for other programs: vessels_96.raw and vessels_256.raw.
void writeVessels(const std::string& folder) {
  for (const int size : {96, 256}) {
    const LabelMap labels = vesselsOf(size);
    std::ofstream file(folder + "/vessels_" + std::to_string(size) + ".raw", std::ios::binary);
    for (int k = 0; k < size; ++k)
      for (const std::uint8_t label : labels.slice(k)) file.put(static_cast<char>(label));
    if (!file) throw std::runtime_error("cannot write to " + folder);
  }
}

}  // namespace
}  // namespace valvista::ml

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--write-vessels") {
    valvista::ml::writeVessels(argv[2]);
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
