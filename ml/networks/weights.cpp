// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/weights.h"

#include "planning/core/error.h"

#include <ATen/ops/empty.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace valvista::ml {

namespace {

at::ScalarType scalarTypeOf(const NamedTensor& tensor) {
  switch (tensor.type) {
    case TensorType::f32:
      return at::kFloat;
    case TensorType::f16:
      return at::kHalf;
    case TensorType::bf16:
      return at::kBFloat16;
    case TensorType::i64:
      return at::kLong;
    default:
      throw ModelError("Tensor \"" + tensor.name + "\" of the model is of type " +
                       std::string(tensorTypeName(tensor.type)) + "; weights are F32, F16 or BF16.");
  }
}

/// "[32, 16, 3, 3, 3]"
std::string shapeText(at::IntArrayRef shape) {
  std::string text = "[";
  for (const std::int64_t size : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(size);
  return text + "]";
}

}  // namespace

at::Tensor tensorOf(const NamedTensor& named) {
  const at::Tensor tensor = at::empty(named.shape, scalarTypeOf(named));
  std::memcpy(tensor.data_ptr(), named.bytes.data(), named.bytes.size());
  if (tensor.scalar_type() == at::kLong) return tensor;
  const at::Tensor numbers = tensor.to(at::kFloat);
  const std::span<const float> all(numbers.data_ptr<float>(), static_cast<std::size_t>(numbers.numel()));
  if (!std::all_of(all.begin(), all.end(), [](float value) { return std::isfinite(value); }))
    throw ModelError("Tensor \"" + named.name + "\" of the model holds numbers that are not finite.");
  return numbers;
}

void checkShape(const NamedTensor& tensor, at::IntArrayRef shape) {
  if (at::IntArrayRef(tensor.shape) != shape)
    throw ModelError("Tensor \"" + tensor.name + "\" of the model has shape " + shapeText(tensor.shape) +
                     ", the network needs " + shapeText(shape) + ".");
}

}  // namespace valvista::ml
