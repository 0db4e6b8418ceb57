// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/network.h"

#include "ml/networks/unet.h"
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
  return std::visit(Overloaded{[&](const UNetOptions& unet) { return makeUNet(unet, spec.outChannels); },
                               [&](const VNetOptions&) -> std::shared_ptr<Network> {
                                 throw ModelError("V-Net is to come.");
                               },
                               [&](const SwinUnetrOptions&) -> std::shared_ptr<Network> {
                                 throw ModelError("Swin UNETR is to come.");
                               }},
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

}  // namespace valvista::ml
