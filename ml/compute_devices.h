// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace valvista::ml {

struct ComputeDevice {
  std::string id;    ///< as LibTorch calls it: "cpu", "cuda:0"
  std::string name;  ///< of the processor
};

/// The processor first, then every CUDA device that this LibTorch can use.
std::vector<ComputeDevice> computeDevices();

/// Memory that a CUDA device has free now; none for the processor or when the driver does not say.
std::optional<std::uint64_t> freeDeviceBytes(const std::string& id);

}  // namespace valvista::ml
