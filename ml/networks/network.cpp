// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/network.h"

#include "ml/networks/swin_unetr.h"
#include "ml/networks/unet.h"
#include "ml/networks/vnet.h"
#include "ml/networks/weights.h"
#include "planning/core/error.h"

#include <torch/types.h>

#include <ATen/ops/equal.h>
#include <set>

namespace valvista::ml {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

/// An index that the network computes itself is no weight: the file must agree with it.
bool isConstant(const std::string& name) {
  return name.ends_with("relative_position_index");
}

void loadTensor(const std::string& name, at::Tensor& mine, const at::Tensor& given) {
  if (given.sizes() != mine.sizes() || given.is_floating_point() != mine.is_floating_point())
    throw ModelError("Tensor \"" + name + "\" of the model has shape " + shapeText(given) +
                     ", the network needs " + shapeText(mine) + ".");
  if (isConstant(name) && !at::equal(given, mine))
    throw ModelError("Tensor \"" + name + "\" of the model is not that of a window of 7 voxels.");
  mine.copy_(given);
}

}  // namespace

std::shared_ptr<Network> makeNetwork(const NetworkSpec& spec) {
  return std::visit(
      Overloaded{[&](const UNetOptions& unet) { return makeUNet(unet, spec.outChannels); },
                 [&](const VNetOptions&) { return makeVNet(spec.outChannels); },
                 [&](const SwinUnetrOptions& swin) { return makeSwinUnetr(swin, spec.outChannels); }},
      spec.options);
}

void loadWeights(Network& network, const SafetensorsFile& file) {
  const c10::NoGradGuard noGradient;
  std::set<std::string> names;
  const auto load = [&](const std::string& name, at::Tensor& mine) {
    names.insert(name);
    const NamedTensor* given = file.find(name);
    if (given == nullptr) throw ModelError("The model lacks tensor \"" + name + "\".");
    loadTensor(name, mine, tensorOf(*given));
  };
  for (auto& parameter : network.named_parameters()) load(parameter.key(), parameter.value());
  for (auto& buffer : network.named_buffers()) load(buffer.key(), buffer.value());
  for (const NamedTensor& tensor : file.tensors())
    if (!names.contains(tensor.name))
      throw ModelError("The network has no tensor \"" + tensor.name + "\"; the model is for another one.");
}

void checkPatchSize(const NetworkOptions& options, at::IntArrayRef patches) {
  const std::int64_t multiple = patchMultiple(options), minimum = minimumPatch(options);
  bool fits = patches.size() == 5 && patches[1] == 1;
  for (std::size_t axis = 2; fits && axis < 5; ++axis)
    fits = patches[axis] >= minimum && patches[axis] % multiple == 0;
  if (!fits)
    throw ModelError("Network " + std::string(networkName(options)) +
                     " needs patches whose sides are multiples of " + std::to_string(multiple) +
                     " voxels and at least " + std::to_string(minimum) + ".");
}

}  // namespace valvista::ml
