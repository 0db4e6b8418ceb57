// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_segment NETWORK PRECISION [OPTION VALUE]...   segments a phantom with new weights; prints time and
// memory
//   NETWORK unet | vnet | swin_unetr, PRECISION float32 | bfloat16 | auto
//   --size I,J,K (256,256,256)   --ct-spacing MM (1)   --model-spacing MM (1)   --classes N (2)
//   --limit GIB (none)   --threads N (2)   --skip-air 0|1 (0: every window, as the reference does)
#include "ml/inference/predictor_choice.h"
#include "ml/inference/segment_volume.h"
#include "ml/worker/worker_hello.h"
#include "planning/core/error.h"
#include "tests/ml/model_of.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <malloc.h>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace valvista::ml {
namespace {

constexpr double kMebibyte = 1024.0 * 1024.0;

/// A line of /proc/self/status in MiB: VmHWM is the largest resident size since resetPeak, VmRSS the one now.
double statusMebibytes(const std::string& key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(key + ":")) return std::stod(line.substr(key.size() + 1)) / 1024.0;
  return 0.0;
}

void resetPeak() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
}

/// An elliptic body in air, with a texture.
Volume bodyOf(const Index3& size, double spacing) {
  const ImageGeometry geometry = axisAlignedGeometry(size, {spacing, spacing, spacing});
  std::vector<std::int16_t> hu;
  hu.reserve(geometry.voxelCount());
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        const double x = (i + 0.5) / size[0] - 0.5, y = (j + 0.5) / size[1] - 0.5;
        const bool inside = x * x / 0.16 + y * y / 0.09 < 1.0;
        hu.push_back(inside ? static_cast<std::int16_t>(40 + (i * 7 + j * 13 + k * 29) % 101 +
                                                        (i / 16 + j / 16 + k / 16) % 5 * 60)
                            : std::int16_t{-1000});
      }
  return {geometry, std::move(hu)};
}

Model newModel(const std::string& network, int classes, double spacing) {
  ModelManifest manifest;
  manifest.name = network;
  manifest.patchSize = {64, 64, 64};
  if (network == "unet") {
    manifest.network = UNetOptions();
    manifest.patchSize = {96, 96, 96};
  } else if (network == "vnet") {
    manifest.network = VNetOptions();
  } else if (network == "swin_unetr") {
    manifest.network = SwinUnetrOptions();
  } else {
    throw std::invalid_argument("no network " + network);
  }
  for (int label = 0; label < classes; ++label)
    manifest.classes.push_back({"class " + std::to_string(label), static_cast<std::uint8_t>(label)});
  manifest.spacingMm = {spacing, spacing, spacing};
  manifest.intensity.windowHu = {-200, 600};
  return tests::modelOf(*makeNetwork(manifest.networkSpec()), manifest);
}

std::string optionOr(const std::map<std::string, std::string>& options, const std::string& key,
                     const std::string& value) {
  const auto found = options.find(key);
  return found == options.end() ? value : found->second;
}

void run(const std::string& network, const std::string& precision,
         const std::map<std::string, std::string>& given) {
  Index3 size{};
  char comma = 0;
  std::istringstream(optionOr(given, "--size", "256,256,256")) >> size[0] >> comma >> size[1] >> comma >>
      size[2];
  Model model = newModel(network, std::stoi(optionOr(given, "--classes", "2")),
                         std::stod(optionOr(given, "--model-spacing", "1")));
  const Volume ct = bodyOf(size, std::stod(optionOr(given, "--ct-spacing", "1")));
  SegmentationOptions options;
  options.device = "cpu";
  options.threads = std::stoi(optionOr(given, "--threads", "2"));
  options.skipAir = optionOr(given, "--skip-air", "0") == "1";
  options.precision = precision;
  options.dropSmallParts = options.fillHoles = false;
  if (given.contains("--limit"))
    options.memoryLimitBytes =
        static_cast<std::uint64_t>(std::stod(given.at("--limit")) * 1024.0 * kMebibyte);
  resetPeak();
  const double predictedSeconds = estimateSegmentation(ct.geometry(), model.manifest,
                                                       model.weights.bytes().size() / sizeof(float), options)
                                      .seconds;
  const double before = statusMebibytes("VmRSS");
  const SegmentOutcome outcome = segmentVolume(ct, std::move(model), options, Progress());
  const SegmentationCost& cost = outcome.cost;
  const auto predicted = static_cast<int>(cost.windows - cost.windowsSkipped);
  std::printf("%s %s: %.1f s, %d windows (%d of air left out), %.3f s a window, batch %d\n", network.c_str(),
              cost.precision.c_str(), cost.seconds, predicted, static_cast<int>(cost.windowsSkipped),
              cost.seconds / predicted, cost.batch);
  std::printf("  estimated %.1f s; peak %.0f MiB, predicted %.0f MiB (%.2f), before the start %.0f MiB\n",
              predictedSeconds, statusMebibytes("VmHWM"), static_cast<double>(cost.peakBytes) / kMebibyte,
              static_cast<double>(cost.peakBytes) / kMebibyte / statusMebibytes("VmHWM"), before);
}

}  // namespace
}  // namespace valvista::ml

int main(int argc, char** argv) try {
  if (argc < 3 || argc % 2 == 0)
    throw std::invalid_argument("bench_segment NETWORK PRECISION [OPTION VALUE]...");
  std::map<std::string, std::string> options;
  for (int at = 3; at < argc; at += 2) options[argv[at]] = argv[at + 1];
  std::cout << toJson(valvista::ml::workerHello()).dump() << '\n';
  valvista::ml::run(argv[1], argv[2], options);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
