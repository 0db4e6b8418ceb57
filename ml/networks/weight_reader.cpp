// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/networks/weight_reader.h"

#include "ml/networks/weights.h"
#include "planning/core/error.h"

#include <ATen/ops/equal.h>

namespace valvista::ml {

struct WeightReader::Source {
  SafetensorsFile file;
  std::set<std::string> read;
};

WeightReader::WeightReader(SafetensorsFile file)
    : source_(std::make_shared<Source>(Source{std::move(file), {}})) {}

WeightReader::WeightReader(std::shared_ptr<Source> source, std::string prefix)
    : source_(std::move(source)), prefix_(std::move(prefix)) {}

WeightReader WeightReader::below(const std::string& prefix) const {
  return {source_, prefix_ + prefix + "."};
}

at::Tensor WeightReader::take(const std::string& name, at::IntArrayRef shape) const {
  const NamedTensor* tensor = source_->file.find(prefix_ + name);
  if (tensor == nullptr || source_->read.contains(tensor->name))
    throw ModelError("The model lacks tensor \"" + prefix_ + name + "\".");
  checkShape(*tensor, shape);
  source_->read.insert(tensor->name);
  const at::Tensor numbers = tensorOf(*tensor);
  source_->file.forget(*tensor);
  return numbers;
}

at::Tensor WeightReader::operator()(const std::string& name, at::IntArrayRef shape) const {
  const at::Tensor tensor = take(name, shape);
  if (!tensor.is_floating_point())
    throw ModelError("Tensor \"" + prefix_ + name + "\" of the model holds whole numbers.");
  return tensor;
}

void WeightReader::expect(const std::string& name, const at::Tensor& same) const {
  if (!at::equal(take(name, same.sizes()), same))
    throw ModelError("Tensor \"" + prefix_ + name + "\" of the model is not what this network needs.");
}

at::Tensor WeightReader::whole(const std::string& name) const {
  const at::Tensor number = take(name, {});
  if (number.is_floating_point())
    throw ModelError("Tensor \"" + prefix_ + name + "\" of the model holds no whole number.");
  return number;
}

void WeightReader::checkAllRead() const {
  for (const NamedTensor& tensor : source_->file.tensors())
    if (!source_->read.contains(tensor.name))
      throw ModelError("The network has no tensor \"" + tensor.name + "\"; the model is for another one.");
}

}  // namespace valvista::ml
