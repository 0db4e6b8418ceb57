// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/tensor_table.h"

#include "ml/networks/weights.h"
#include "planning/core/error.h"

#include <torch/types.h>

#include <ATen/ATen.h>
#include <stdexcept>

namespace valvista::ml {

TensorTable weightsOf(const torch::nn::Module& network) {
  TensorTable table;
  for (const auto& parameter : network.named_parameters())
    table.emplace_back(parameter.key(), parameter.value().detach());
  for (const auto& buffer : network.named_buffers()) table.emplace_back(buffer.key(), buffer.value());
  return table;
}

void append(TensorTable& table, const std::string& prefix, const TensorTable& more) {
  for (const auto& [name, tensor] : more) table.emplace_back(prefix + name, tensor);
}

void writeTensors(const std::filesystem::path& file, const TensorTable& table,
                  const TensorMetadata& metadata) {
  std::vector<at::Tensor> held;  // the bytes that `tensors` point to
  std::vector<NamedTensor> tensors;
  for (const auto& [name, tensor] : table) {
    held.push_back(tensor.detach().cpu().contiguous());
    const at::Tensor& numbers = held.back();
    if (numbers.scalar_type() != at::kFloat && numbers.scalar_type() != at::kLong)
      throw std::invalid_argument("Tensor \"" + name + "\" is neither float32 nor int64.");
    tensors.push_back({name,
                       numbers.scalar_type() == at::kLong ? TensorType::i64 : TensorType::f32,
                       numbers.sizes().vec(),
                       {static_cast<const std::byte*>(numbers.data_ptr()), numbers.nbytes()}});
  }
  writeSafetensors(file, tensors, metadata);
}

void readTensors(const SafetensorsFile& file, TensorTable& table) {
  const c10::NoGradGuard noGradient;
  for (auto& [name, tensor] : table) {
    const NamedTensor* found = file.find(name);
    if (found == nullptr) throw ModelError("Tensor \"" + name + "\" is missing.");
    checkShape(*found, tensor.sizes());
    tensor.copy_(tensorOf(*found));
  }
}

bool isFinite(const TensorTable& table) {
  for (const auto& [name, tensor] : table)
    if (tensor.is_floating_point() && !at::isfinite(tensor).all().item<bool>()) return false;
  return true;
}

}  // namespace valvista::ml
