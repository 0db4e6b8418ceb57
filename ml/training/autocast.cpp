// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/autocast.h"

#include <torch/version.h>

#include <ATen/autocast_mode.h>

namespace valvista::ml {

namespace {

void setAutocast(bool cuda, bool enabled) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  const c10::DeviceType device = cuda ? c10::kCUDA : c10::kCPU;
  at::autocast::set_autocast_enabled(device, enabled);
  at::autocast::set_autocast_dtype(device, at::kBFloat16);
#else
  if (cuda) {
    at::autocast::set_enabled(enabled);
    at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
  } else {
    at::autocast::set_cpu_enabled(enabled);
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
  }
#endif
}

}  // namespace

Autocast::Autocast(const c10::Device& device, bool wanted) : cuda_(device.is_cuda()), wanted_(wanted) {
  if (!wanted_) return;
  at::autocast::increment_nesting();
  setAutocast(cuda_, true);
}

Autocast::~Autocast() {
  if (!wanted_) return;
  setAutocast(cuda_, false);
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
}

}  // namespace valvista::ml
