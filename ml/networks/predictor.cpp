// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/predictor.h"

#include "ml/networks/network.h"
#include "planning/core/error.h"

#include <torch/types.h>

namespace valvista::ml {

namespace {

at::ScalarType scalarTypeOf(Precision precision) {
  switch (precision) {
    case Precision::bfloat16:
      return at::kBFloat16;
    case Precision::float16:
      return at::kHalf;
    default:
      return at::kFloat;
  }
}

/// The module itself with all of its weights in the precision. LibTorch's norms and softmax sum in float32.
class ModulePredictor : public Predictor {
 public:
  ModulePredictor(const NetworkSpec& spec, const SafetensorsFile& weights, const at::Device& device,
                  at::ScalarType type)
      : options_(spec.options), network_(makeNetwork(spec)), device_(device), type_(type) {
    loadWeights(*network_, weights);
    network_->eval();
    network_->to(device, type);
  }

  at::Tensor operator()(const at::Tensor& patches) override {
    const c10::NoGradGuard noGradient;
    checkPatchSize(options_, patches.sizes());
    return network_->forward(patches.to(device_, type_)).to(at::kFloat);
  }

 private:
  NetworkOptions options_;
  std::shared_ptr<Network> network_;
  at::Device device_;
  at::ScalarType type_;
};

}  // namespace

std::unique_ptr<Predictor> makePredictor(const NetworkSpec& spec, SafetensorsFile weights,
                                         const std::string& device, Precision precision) try {
  return std::make_unique<ModulePredictor>(spec, weights, at::Device(device), scalarTypeOf(precision));
} catch (const c10::Error& error) {
  throw ModelError("The network cannot be set up on device \"" + device + "\".",
                   error.what_without_backtrace());
}

}  // namespace valvista::ml
