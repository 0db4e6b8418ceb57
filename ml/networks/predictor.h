// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/network_spec.h"
#include "planning/core/safetensors.h"

#include <ATen/core/Tensor.h>
#include <memory>
#include <string>

namespace valvista::ml {

enum class Precision { float32, bfloat16, float16 };

/// A network ready to be applied: weights folded and laid out once for a device and a precision. One thread
/// at a time; it works on at::get_num_threads() threads itself and needs no gradient guard.
class Predictor {
 public:
  virtual ~Predictor() = default;
  /// Patches [N, 1, D, H, W] to logits [N, classes, D, H, W], both float32 on the predictor's device. Throws
  /// ModelError for a size that the network cannot take.
  virtual at::Tensor operator()(const at::Tensor& patches) = 0;
};

/// `device` as LibTorch names it: "cpu", "cuda:0". The weights are given by value so that a caller who moves
/// them in never holds two copies. Throws ModelError as loadWeights does, and when the device cannot be used.
std::unique_ptr<Predictor> makePredictor(const NetworkSpec&, SafetensorsFile weights,
                                         const std::string& device, Precision);

}  // namespace valvista::ml
