// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/safetensors.h"

#include <ATen/core/Tensor.h>
#include <memory>
#include <set>
#include <string>

namespace valvista::ml {

/// Hands out the tensors of a model file once each and gives their memory back, so that weights are never
/// held twice. Throws ModelError naming the tensor where the file does not hold what the network needs.
class WeightReader {
 public:
  explicit WeightReader(SafetensorsFile file);
  /// The same file, names beginning with "prefix.".
  WeightReader below(const std::string& prefix) const;

  /// In float32.
  at::Tensor operator()(const std::string& name, at::IntArrayRef shape) const;
  /// Numbers that the network computes itself; the file must hold the same.
  void expect(const std::string& name, const at::Tensor& same) const;
  /// A single whole number.
  at::Tensor whole(const std::string& name) const;
  /// Refuses a file with tensors that nobody asked for.
  void checkAllRead() const;

 private:
  struct Source;
  WeightReader(std::shared_ptr<Source>, std::string prefix);
  at::Tensor take(const std::string& name, at::IntArrayRef shape) const;

  std::shared_ptr<Source> source_;
  std::string prefix_;
};

}  // namespace valvista::ml
