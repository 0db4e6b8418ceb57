// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/worker/worker_hello.h"

#include "ml/compute_devices.h"

#include <torch/version.h>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace valvista::ml {

namespace {

/// The word after "BLAS_INFO=" in LibTorch's own description; nothing where it has none.
std::optional<std::string> blasName() {
  const std::string configuration = at::show_config(), key = "BLAS_INFO=";
  const std::size_t at = configuration.find(key);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t begin = at + key.size();
  return configuration.substr(begin, configuration.find_first_of(", \n", begin) - begin);
}

VolumeTransport transport() {
  const char* shared = std::getenv("VALVISTA_WORKER_VOLUMES");
  const bool both = shared != nullptr && std::string_view(shared) == "2";
  return both ? VolumeTransport::mapped : VolumeTransport::streamed;
}

}  // namespace

HelloMessage workerHello() {
  HelloMessage hello;
  hello.version = VALVISTA_VERSION;
  hello.libtorch = TORCH_VERSION;
  for (const ComputeDevice& device : computeDevices()) hello.devices.push_back({device.id, device.name});
  // LibTorch's own count is 1 on some virtual machines; what a segmentation takes is what the machine has.
  hello.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  hello.blas = blasName();
  hello.mkldnn = at::hasMKLDNN();
  hello.cuda = at::hasCUDA();
  hello.volumes = transport();
  return hello;
}

}  // namespace valvista::ml
