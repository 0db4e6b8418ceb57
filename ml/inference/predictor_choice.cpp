// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/predictor_choice.h"

#include "ml/compute_devices.h"
#include "planning/core/error.h"

#include <ATen/ATen.h>
#include <utility>

namespace valvista::ml {

namespace {

constexpr double kEqualDice = 0.999;

bool computesBfloat16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16") != 0;
#else
  return false;
#endif
}

}  // namespace

std::string_view precisionName(Precision precision) {
  switch (precision) {
    case Precision::float32:
      return "float32";
    case Precision::bfloat16:
      return "bfloat16";
    case Precision::float16:
      return "float16";
  }
  return "";
}

std::optional<Precision> precisionNamed(const std::string& name) {
  if (name == "auto") return std::nullopt;
  for (const Precision precision : {Precision::float32, Precision::bfloat16, Precision::float16})
    if (name == precisionName(precision)) return precision;
  throw ModelError("There is no precision \"" + name + "\".");
}

std::string chooseDevice(const std::string& wanted) {
  if (wanted == "auto") {
    const std::vector<ComputeDevice> devices = computeDevices();
    return devices.size() > 1 ? devices[1].id : "cpu";
  }
  try {
    const at::Device device(wanted);
    at::empty({1}, at::TensorOptions(device)).fill_(1.0F);
    return device.str();
  } catch (const std::exception& error) {
    throw ModelError("The device \"" + wanted + "\" cannot be used here.", error.what());
  }
}

Precision fastestPrecision(const std::string& device) {
  if (device.starts_with("cuda")) return Precision::float16;
  return device == "cpu" && computesBfloat16() ? Precision::bfloat16 : Precision::float32;
}

std::optional<double> structureDice(const at::Tensor& logits, const at::Tensor& otherLogits) {
  const at::Tensor one = logits.argmax(1), other = otherLogits.argmax(1);
  const auto count = [](const at::Tensor& voxels) {
    return static_cast<double>(voxels.sum().item<std::int64_t>());
  };
  const double both = count(one.gt(0)) + count(other.gt(0));
  if (both == 0.0) return std::nullopt;
  return 2.0 * count(one.eq(other).logical_and(one.gt(0))) / both;
}

ChosenPredictor choosePredictor(const ModelManifest& manifest, SafetensorsFile weights,
                                const std::string& device, std::optional<Precision> wanted,
                                const at::Tensor& probe) {
  // Copies of the weights share their bytes; a network that gets the last one gives them back as it reads.
  const auto make = [&](Precision precision, SafetensorsFile source) {
    return ChosenPredictor{makePredictor(manifest.networkSpec(), std::move(source), device, precision),
                           precision};
  };
  const Precision fastest = fastestPrecision(device);
  if (wanted || fastest == Precision::float32) return make(wanted.value_or(fastest), std::move(weights));
  const at::Tensor window = probe.to(at::Device(device));
  const at::Tensor exact = (*make(Precision::float32, weights).predictor)(window);
  try {
    ChosenPredictor fast = make(fastest, weights);
    if (structureDice((*fast.predictor)(window), exact).value_or(0.0) >= kEqualDice) return fast;
  } catch (const std::exception&) {
    // Not every LibTorch computes every layer in every precision; float32 always works.
  }
  return make(Precision::float32, std::move(weights));
}

}  // namespace valvista::ml
