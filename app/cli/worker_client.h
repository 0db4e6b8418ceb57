// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace valvista::cli {

/// What a worker says of itself and its machine.
struct WorkerHello {
  std::string version, libtorch;
  struct Device {
    std::string id, name;  ///< "cpu" or "cuda:0", and what it is
  };
  std::vector<Device> devices;
  int threads = 0;
  std::string json;  ///< the whole answer, one line
};

/// The worker program: `given` when not empty, else VALVISTA_WORKER, else valvista-worker beside this
/// program.
std::filesystem::path findWorker(const std::string& given);

/// Starts the worker, asks who it is and waits for its end. Throws ModelError when it is missing, does not
/// answer within `patience` (it is killed then), dies, or speaks another protocol; Cancelled within a tenth
/// of a second.
WorkerHello askWorker(const std::filesystem::path& worker, std::chrono::milliseconds patience,
                      const Progress& progress);

}  // namespace valvista::cli
