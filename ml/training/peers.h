// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <memory>
#include <vector>

namespace valvista::ml {

/// The processes that train one network together, each on its part of every step's patches. All of them call
/// the same functions in the same order.
class Peers {
 public:
  virtual ~Peers() = default;
  virtual int rank() const = 0;
  virtual int count() const = 0;
  bool isFirst() const { return rank() == 0; }
  /// Replaces each tensor, of the same shapes in every process, by the sum over the processes; bit for bit
  /// the same everywhere. Throws ModelError when another process is gone.
  virtual void sum(const std::vector<at::Tensor>& tensors) = 0;
  /// The number that the first process passes; also a place where all wait for each other.
  virtual std::int64_t fromFirst(std::int64_t number) = 0;
};

/// A training of one process.
class NoPeers : public Peers {
 public:
  int rank() const override { return 0; }
  int count() const override { return 1; }
  void sum(const std::vector<at::Tensor>&) override {}
  std::int64_t fromFirst(std::int64_t number) override { return number; }
};

}  // namespace valvista::ml
