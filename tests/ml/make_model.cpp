// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a model with random weights (fixed seed) for tests and benchmarks of everything around the networks.
// Usage: valvista-test-model small|unet|vnet|swin24|swin48 FOLDER
#include "planning/core/atomic_file.h"
#include "planning/core/model_manifest.h"
#include "planning/core/sha256.h"
#include "tests/ml/model_of.h"

#include <torch/utils.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string_view>
#include <vector>

namespace {

using namespace valvista;

struct Kind {
  std::string_view name;
  NetworkOptions network;
  int patch;
  double spacingMm;
};

const Kind& kindNamed(std::string_view name) {
  static const std::vector<Kind> kinds{
      {"small", UNetOptions{{4, 8, 16}, {2, 2}, 1, NetworkNorm::instance}, 48, 4.0},
      {"unet", UNetOptions{}, 96, 1.5},
      {"vnet", VNetOptions{}, 64, 1.5},
      {"swin24", SwinUnetrOptions{24, PatchMerging::v2}, 64, 1.5},
      {"swin48", SwinUnetrOptions{48, PatchMerging::v2}, 64, 1.5}};
  for (const Kind& kind : kinds)
    if (kind.name == name) return kind;
  throw std::invalid_argument("usage: valvista-test-model small|unet|vnet|swin24|swin48 FOLDER");
}

void write(const Kind& kind, const std::filesystem::path& folder) {
  ModelManifest manifest;
  manifest.name = "Random " + std::string(kind.name);
  manifest.version = "1";
  manifest.network = kind.network;
  manifest.classes = {{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}};
  manifest.spacingMm = {kind.spacingMm, kind.spacingMm, kind.spacingMm};
  manifest.intensity.windowHu = {-200.0, 600.0};
  manifest.patchSize = {kind.patch, kind.patch, kind.patch};
  manifest.training = "nothing: random numbers";
  manifest.licence = "CC0-1.0";
  torch::manual_seed(5);
  const auto network = ml::makeNetwork(manifest.networkSpec());
  std::filesystem::create_directories(folder);
  ml::tests::writeWeights(*network, folder / manifest.weightsFile);
  manifest.weightsSha256 = sha256Hex(SafetensorsFile(folder / manifest.weightsFile).bytes());
  AtomicFile file(folder / "manifest.json");
  file.write(modelManifestText(manifest));
  file.commit();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    write(kindNamed(argc == 3 ? argv[1] : ""), argc == 3 ? argv[2] : "");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
