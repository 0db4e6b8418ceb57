// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <c10/core/Device.h>

namespace valvista::ml {

/// Inside its scope LibTorch computes convolutions and products of matrices in bfloat16 on this thread and on
/// a backward pass of what was computed here. Weights stay float32, which is why no scaling of gradients is
/// needed. Does nothing when not `wanted`.
class Autocast {
 public:
  Autocast(const c10::Device& device, bool wanted);
  ~Autocast();
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;

 private:
  bool cuda_, wanted_;
};

}  // namespace valvista::ml
