// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/atomic_file.h"
#include "planning/core/model_manifest.h"
#include "planning/core/safetensors.h"
#include "planning/core/sha256.h"

#include <array>
#include <filesystem>
#include <string>

namespace valvista::tests {

/// A model as the store has it, but for its weights: one tensor that no network asks for.
inline ModelManifest writeFakeModel(const std::filesystem::path& folder, const std::string& name = "A fake") {
  std::filesystem::create_directories(folder);
  const std::array<float, 4> numbers{1.0F, 2.0F, 3.0F, 4.0F};
  const NamedTensor tensor{"nothing", TensorType::f32, {4}, std::as_bytes(std::span(numbers))};
  writeSafetensors(folder / "model.safetensors", std::span(&tensor, 1));
  ModelManifest manifest;
  manifest.name = name;
  manifest.version = "1.0";
  manifest.network = UNetOptions{};
  manifest.classes = {{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}};
  manifest.training = "nothing";
  manifest.licence = "CC0-1.0";
  manifest.weightsSha256 = sha256Hex(SafetensorsFile(folder / "model.safetensors").bytes());
  AtomicFile file(folder / "manifest.json");
  file.write(modelManifestText(manifest));
  file.commit();
  return manifest;
}

}  // namespace valvista::tests
