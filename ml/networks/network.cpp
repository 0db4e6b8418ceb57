// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/network.h"

#include "ml/networks/swin_unetr.h"
#include "ml/networks/unet.h"
#include "ml/networks/vnet.h"
#include "ml/networks/weight_reader.h"
#include "planning/core/error.h"

#include <torch/types.h>

namespace valvista::ml {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

std::shared_ptr<Network> makeNetwork(const NetworkSpec& spec) {
  return std::visit(
      Overloaded{[&](const UNetOptions& unet) { return makeUNet(unet, spec.outChannels); },
                 [&](const VNetOptions&) { return makeVNet(spec.outChannels); },
                 [&](const SwinUnetrOptions& swin) { return makeSwinUnetr(swin, spec.outChannels); }},
      spec.options);
}

void loadWeights(Network& network, SafetensorsFile file) {
  const c10::NoGradGuard noGradient;
  const WeightReader read(std::move(file));
  for (auto& parameter : network.named_parameters())
    parameter.value().copy_(read(parameter.key(), parameter.value().sizes()));
  for (auto& buffer : network.named_buffers()) {
    if (buffer.value().is_floating_point())
      buffer.value().copy_(read(buffer.key(), buffer.value().sizes()));
    else if (buffer.value().dim() == 0)  // batches seen
      buffer.value().copy_(read.whole(buffer.key()));
    else
      read.expect(buffer.key(), buffer.value());
  }
  read.checkAllRead();
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
