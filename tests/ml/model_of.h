// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/network.h"
#include "planning/core/model_store.h"
#include "tests/core/temporary_folder.h"

#include <ATen/ATen.h>
#include <utility>
#include <vector>

namespace valvista::ml::tests {

/// The weights that a network has, as a file.
inline void writeWeights(const Network& network, const std::filesystem::path& file) {
  std::vector<NamedTensor> tensors;
  std::vector<at::Tensor> held;
  const auto add = [&](const std::string& name, const at::Tensor& tensor) {
    held.push_back(tensor.detach().contiguous());
    tensors.push_back({name,
                       tensor.scalar_type() == at::kLong ? TensorType::i64 : TensorType::f32,
                       tensor.sizes().vec(),
                       {static_cast<const std::byte*>(held.back().data_ptr()), held.back().nbytes()}});
  };
  for (const auto& parameter : network.named_parameters()) add(parameter.key(), parameter.value());
  for (const auto& buffer : network.named_buffers()) add(buffer.key(), buffer.value());
  writeSafetensors(file, tensors);
}

/// A model with the weights that a network has, by way of a file as users' models come.
inline Model modelOf(const Network& network, ModelManifest manifest) {
  const TemporaryFolder folder;
  writeWeights(network, folder / "model.safetensors");
  return {std::move(manifest), SafetensorsFile(folder / "model.safetensors")};
}

}  // namespace valvista::ml::tests
