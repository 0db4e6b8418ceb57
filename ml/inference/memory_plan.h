// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/networks/predictor.h"
#include "planning/core/image_geometry.h"
#include "planning/core/model_manifest.h"

#include <cstdint>
#include <optional>

namespace valvista::ml {

/// What decides how much a segmentation costs.
struct SegmentationTask {
  ImageGeometry ct;
  const ModelManifest& manifest;
  std::uint64_t parameters = 0;  ///< numbers in the weights
  double overlap = 0.25;
  Precision precision = Precision::float32;
  bool choosesPrecision = false;  ///< a faster precision is tried against this one before the start
  bool onProcessor = true;        ///< false: on a device with memory of its own
};

/// Bytes that a segmentation may use; none: no limit.
struct MemoryLimits {
  std::optional<std::uint64_t> host, device;
};

struct MemoryPlan {
  int batch = 1;
  std::uint64_t hostBytes = 0;    ///< largest resident size of the worker, the CT and the labels included
  std::uint64_t deviceBytes = 0;  ///< 0 on the processor
};

/// The largest useful batch that stays within the limits, and what it takes. The prediction is meant to lie
/// above the truth, by 1.3 at most; its constants were measured (memory_plan.cpp). Throws ModelError with the
/// GiB needed when not even one window at a time fits.
MemoryPlan planMemory(const SegmentationTask& task, const MemoryLimits& limits);

/// What this process may grow to before the machine runs out of memory; none where it does not say.
std::optional<std::uint64_t> availableHostBytes();

int windowsOf(const SegmentationTask& task);

/// Rough seconds for all windows, on `threads` threads of a processor or on a device.
double secondsOf(const SegmentationTask& task, int threads);

}  // namespace valvista::ml
