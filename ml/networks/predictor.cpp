// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/predictor.h"

#include "ml/networks/fast_network.h"
#include "ml/networks/network.h"
#include "ml/out_of_memory.h"
#include "planning/core/error.h"

#include <torch/types.h>

#include <ATen/ops/from_blob.h>
#include <ATen/ops/stack.h>
#include <malloc.h>

namespace valvista::ml {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

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
  ModulePredictor(const NetworkSpec& spec, SafetensorsFile weights, const at::Device& device,
                  at::ScalarType type)
      : options_(spec.options), network_(makeNetwork(spec)), device_(device), type_(type) {
    loadWeights(*network_, std::move(weights));
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

/// On the processor by our own kernels, patch by patch: more at a time would only need more memory.
class ProcessorPredictor : public Predictor {
 public:
  ProcessorPredictor(const NetworkSpec& spec, SafetensorsFile weights, WeightStorage storage)
      : options_(spec.options) {
    const WeightReader read(std::move(weights));
    network_ = std::visit(
        Overloaded{
            [&](const UNetOptions& unet) { return makeFastUNet(unet, spec.outChannels, read, storage); },
            [&](const VNetOptions&) { return makeFastVNet(spec.outChannels, read, storage); },
            [&](const SwinUnetrOptions& swin) {
              return makeFastSwinUnetr(swin, spec.outChannels, read, storage);
            }},
        options_);
    read.checkAllRead();
    malloc_trim(0);  // weights on their way into the network have left holes as large as themselves
  }

  at::Tensor operator()(const at::Tensor& patches) override {
    checkPatchSize(options_, patches.sizes());
    std::vector<at::Tensor> logits;
    for (const at::Tensor& patch : patches.to(at::kFloat).unbind(0))
      logits.push_back(logitsOf(patch.contiguous()));
    return logits.size() == 1 ? logits.front().unsqueeze(0) : at::stack(logits);
  }

 private:
  /// [1, D, H, W] to [classes, D, H, W]
  at::Tensor logitsOf(const at::Tensor& patch) const {
    const VoxelGrid in({patch.size(1), patch.size(2), patch.size(3)}, 1);
    std::copy_n(patch.data_ptr<float>(), patch.numel(), in.first);
    const VoxelGrid out = (*network_)(in);
    return at::from_blob(out.first, {in.size[0], in.size[1], in.size[2], out.channels}, at::kFloat)
        .permute({3, 0, 1, 2})
        .contiguous();
  }

  NetworkOptions options_;
  std::unique_ptr<FastNetwork> network_;
};

}  // namespace

std::unique_ptr<Predictor> makePredictor(const NetworkSpec& spec, SafetensorsFile weights,
                                         const std::string& device, Precision precision) try {
  if (at::Device(device).is_cpu() && precision != Precision::float16)
    return std::make_unique<ProcessorPredictor>(
        spec, std::move(weights),
        precision == Precision::bfloat16 ? WeightStorage::bfloat16 : WeightStorage::float32);
  return std::make_unique<ModulePredictor>(spec, std::move(weights), at::Device(device),
                                           scalarTypeOf(precision));
} catch (const c10::Error& error) {
  if (isOutOfMemory(error))
    throw ModelError("There is not enough memory on device \"" + device + "\" to set up the network.",
                     error.what_without_backtrace());
  throw ModelError("The network cannot be set up on device \"" + device + "\".",
                   error.what_without_backtrace());
}

}  // namespace valvista::ml
