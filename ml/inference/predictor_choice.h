// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/inference/sliding_window.h"
#include "ml/networks/predictor.h"
#include "planning/core/model_store.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace valvista::ml {

std::string_view precisionName(Precision precision);  ///< "float32"
/// The inverse; nothing for "auto". Throws ModelError for any other name.
std::optional<Precision> precisionNamed(const std::string& name);

/// "auto" becomes the first CUDA device, or the processor; anything else must be a device that LibTorch
/// knows. Throws ModelError.
std::string chooseDevice(const std::string& wanted);

/// The precision worth trying on a device: bfloat16 on processors that compute with it, float16 on CUDA,
/// float32 elsewhere.
Precision fastestPrecision(const std::string& device);

/// Dice of all structures together between what two networks make of a window; background, which fills most
/// of it and agrees anyway, does not count. Nothing where neither finds a structure.
std::optional<double> structureDice(const at::Tensor& logits, const at::Tensor& otherLogits);

struct ChosenPredictor {
  std::unique_ptr<Predictor> predictor;
  Precision precision = Precision::float32;
};

/// The network in `wanted` precision. Without one: in the fastest, provided that the device computes with it
/// and its structures in `probe`, a window [1, 1, depth, height, width] of the CT, have a Dice of 0.999 with
/// those of float32; else in float32.
ChosenPredictor choosePredictor(const ModelManifest& manifest, SafetensorsFile weights,
                                const std::string& device, std::optional<Precision> wanted,
                                const at::Tensor& probe);

}  // namespace valvista::ml
