// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/compute_devices.h"

#include <torch/cuda.h>

#include <array>
#include <c10/core/Device.h>
#include <dlfcn.h>
#include <fstream>

namespace valvista::ml {

namespace {

std::string processorName() {
  std::ifstream facts("/proc/cpuinfo");
  for (std::string line; std::getline(facts, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "processor";
}

/// Name by the CUDA driver, which numbers devices as LibTorch does. LibTorch has names only behind headers of
/// the CUDA toolkit, and the worker must build without those.
std::string cudaDeviceName(int number) {
  const std::string unnamed = "CUDA device " + std::to_string(number);
  void* driver = dlopen("libcuda.so.1", RTLD_NOW);
  if (driver == nullptr) return unnamed;
  const auto initialise = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
  const auto deviceGet = reinterpret_cast<int (*)(int*, int)>(dlsym(driver, "cuDeviceGet"));
  const auto nameGet = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
  int device = 0;
  std::array<char, 256> name{};
  const bool named = initialise != nullptr && deviceGet != nullptr && nameGet != nullptr &&
                     initialise(0) == 0 && deviceGet(&device, number) == 0 &&
                     nameGet(name.data(), static_cast<int>(name.size()) - 1, device) == 0;
  return named ? std::string(name.data()) : unnamed;
}

/// Free memory by the CUDA driver, in the context that LibTorch uses as well.
std::optional<std::uint64_t> cudaFreeBytes(int number) {
  void* driver = dlopen("libcuda.so.1", RTLD_NOW);
  if (driver == nullptr) return std::nullopt;
  const auto initialise = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
  const auto deviceGet = reinterpret_cast<int (*)(int*, int)>(dlsym(driver, "cuDeviceGet"));
  const auto retain = reinterpret_cast<int (*)(void**, int)>(dlsym(driver, "cuDevicePrimaryCtxRetain"));
  const auto release = reinterpret_cast<int (*)(int)>(dlsym(driver, "cuDevicePrimaryCtxRelease_v2"));
  const auto push = reinterpret_cast<int (*)(void*)>(dlsym(driver, "cuCtxPushCurrent_v2"));
  const auto pop = reinterpret_cast<int (*)(void**)>(dlsym(driver, "cuCtxPopCurrent_v2"));
  const auto info = reinterpret_cast<int (*)(std::size_t*, std::size_t*)>(dlsym(driver, "cuMemGetInfo_v2"));
  if (!initialise || !deviceGet || !retain || !release || !push || !pop || !info) return std::nullopt;
  int device = 0;
  void* context = nullptr;
  if (initialise(0) != 0 || deviceGet(&device, number) != 0 || retain(&context, device) != 0)
    return std::nullopt;
  std::size_t free = 0, total = 0;
  const bool known = push(context) == 0 && info(&free, &total) == 0 && pop(&context) == 0;
  release(device);
  return known ? std::optional<std::uint64_t>(free) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> freeDeviceBytes(const std::string& id) {
  const at::Device device(id);
  return device.is_cuda() ? cudaFreeBytes(device.has_index() ? device.index() : 0) : std::nullopt;
}

std::vector<ComputeDevice> computeDevices() {
  std::vector<ComputeDevice> devices{{"cpu", processorName()}};
  const int count = static_cast<int>(torch::cuda::device_count());
  for (int number = 0; number < count; ++number) {
    devices.push_back({"cuda:" + std::to_string(number), cudaDeviceName(number)});
  }
  return devices;
}

}  // namespace valvista::ml
