// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/inference/memory_plan.h"

#include "ml/inference/predict_labels.h"
#include "planning/core/error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

namespace valvista::ml {

namespace {

constexpr std::uint64_t kMiB = 1024ULL * 1024ULL;

/// What a network costs by measurement on 2 threads, memory on a processor with AVX2 and time on one with
/// AVX-512 and bfloat16. `width` is what the costs of a voxel grow with: memory linearly, time with its
/// square.
struct NetworkCost {
  double width = 1.0;
  double scratchMiB = 0.0;    ///< held whatever the window
  double bytes = 0.0;         ///< of activations per voxel of a window, without input and logits
  double weights = 1.0;       ///< numbers held for one of the weights: kernels lay them out anew
  double microseconds = 0.0;  ///< of one thread per voxel
};

NetworkCost costOf(const NetworkOptions& options) {
  if (const auto* unet = std::get_if<UNetOptions>(&options))
    return {unet->channels.front() / 16.0, 10.0, 40.0, 1.4, 0.27};
  if (std::holds_alternative<VNetOptions>(options)) return {1.0, 35.0, 210.0, 1.0, 3.9};
  return {std::get<SwinUnetrOptions>(options).featureSize / 48.0, 35.0, 700.0, 1.0, 5.6};
}

/// The processor takes windows one by one: more at a time would only need more memory.
constexpr int kProcessorBatch = 1, kDeviceBatch = 4;
constexpr std::uint64_t kStartBytes = 165 * kMiB;  ///< the worker with all its libraries just loaded
constexpr std::uint64_t kBaseBytes = 100 * kMiB;   ///< the same at work: see releaseLibraryPages
constexpr double kRowsAtOnce = 8.0;                ///< in which blended rows leave
// Not measured, with a margin: what a device's libraries take in the worker, and its context on the device.
constexpr std::uint64_t kDeviceHostBytes = 2048 * kMiB, kDeviceBaseBytes = 600 * kMiB;
constexpr double kDeviceActivations = 2.5;  ///< LibTorch's own layers hold so much more than our kernels

std::uint64_t bytes(double value) {
  return static_cast<std::uint64_t>(value);
}

double voxelsOf(const Index3& size) {
  return static_cast<double>(size[0]) * static_cast<double>(size[1]) * static_cast<double>(size[2]);
}

/// Bytes of the parts, whichever memory they end up in.
struct Parts {
  double ct = 0.0, labels = 0.0, file = 0.0, network = 0.0, window = 0.0, strip = 0.0, slab = 0.0;
};

Parts partsOf(const SegmentationTask& task) {
  const ModelManifest& manifest = task.manifest;
  const ModelGrid grid = modelGrid(task.ct, frameOf(manifest));
  const double classes = static_cast<double>(manifest.classes.size());
  const auto stream = static_cast<std::size_t>(streamAxisOf(grid));
  const Index3 padded = windowGrid(grid.size, manifest.patchSize, task.overlap).paddedSize;
  const auto inner = static_cast<std::size_t>(streamOrder(streamAxisOf(grid))[2]);
  const double row = voxelsOf(padded) / padded[stream];
  const NetworkCost cost = costOf(manifest.network);
  const double patch = voxelsOf(manifest.patchSize), voxels = static_cast<double>(task.ct.voxelCount());
  Parts parts;
  const bool exact = task.precision == Precision::float32;
  parts.file = 4.0 * static_cast<double>(task.parameters);
  parts.network = parts.file * cost.weights * (exact ? 1.0 : 0.5) + cost.scratchMiB * kMiB;
  parts.window = patch * (cost.bytes * cost.width * (task.onProcessor ? 1.0 : kDeviceActivations) + 4.0 +
                          12.0 * classes);
  parts.strip = 4.0 * patch / manifest.patchSize[inner] * padded[inner];
  parts.slab = 4.0 * row * (classes * manifest.patchSize[stream] + kRowsAtOnce + 3.0 * classes) + 4.0 * patch;
  parts.ct = voxels * sizeof(std::int16_t);
  parts.labels = voxels * sizeof(std::uint8_t);
  return parts;
}

MemoryPlan planFor(const SegmentationTask& task, const Parts& parts, int batch) {
  // The precision is chosen by a window in float32 while the file is at hand, the blend and the labels come
  // after.
  const double choosing = task.choosesPrecision ? parts.file + parts.network + parts.window : 0.0;
  const double blending = parts.labels + parts.strip;
  const double running = parts.network + parts.window * batch;
  MemoryPlan plan;
  plan.batch = batch;
  if (task.onProcessor) {
    plan.hostBytes =
        std::max(kStartBytes + bytes(parts.ct + parts.file),
                 kBaseBytes + bytes(parts.ct + std::max(choosing, running + blending + parts.slab)));
  } else {
    plan.hostBytes = kStartBytes + kDeviceHostBytes + bytes(parts.ct + std::max(parts.file, blending));
    plan.deviceBytes = kDeviceBaseBytes + bytes(running + parts.slab);
  }
  return plan;
}

/// GiB with one decimal, rounded up.
std::string gibibytes(std::uint64_t value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f",
                std::ceil(static_cast<double>(value) / (1024.0 * kMiB) * 10.0) / 10.0);
  return std::string(text) + " GiB";
}

/// A line "KEY:   NUMBER kB" of a file in /proc.
std::optional<std::uint64_t> kibibytesIn(const char* file, std::string_view key) {
  std::ifstream facts(file);
  for (std::string line; std::getline(facts, line);)
    if (line.starts_with(key)) return std::stoull(line.substr(key.size()));
  return std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> availableHostBytes() {
  const auto free = kibibytesIn("/proc/meminfo", "MemAvailable:"),
             own = kibibytesIn("/proc/self/status", "VmRSS:");
  return free && own ? std::optional((*free + *own) * 1024) : std::nullopt;
}

MemoryPlan planMemory(const SegmentationTask& task, const MemoryLimits& limits) {
  const Parts parts = partsOf(task);
  for (int batch = task.onProcessor ? kProcessorBatch : kDeviceBatch;; batch /= 2) {
    const MemoryPlan plan = planFor(task, parts, batch);
    const bool hostFits = !limits.host || plan.hostBytes <= *limits.host;
    const bool deviceFits = !limits.device || plan.deviceBytes <= *limits.device;
    if (hostFits && deviceFits) return plan;
    if (batch > 1) continue;
    const std::uint64_t needed = hostFits ? plan.deviceBytes : plan.hostBytes;
    throw ModelError("Segmenting this CT with " + task.manifest.name + " needs " + gibibytes(needed) +
                     (hostFits
                          ? " of the device's memory, of which " + gibibytes(*limits.device) + " are free."
                          : " of memory; the limit is " + gibibytes(*limits.host) + "."));
  }
}

int windowsOf(const SegmentationTask& task) {
  const ModelGrid grid = modelGrid(task.ct, frameOf(task.manifest));
  return windowGrid(grid.size, task.manifest.patchSize, task.overlap).count();
}

namespace {

/// How much longer this processor takes than the one that the costs were measured on: float32 instead of
/// bfloat16, and half as many numbers at once with AVX2.
double slownessOfProcessor() {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
  constexpr double kFloat32 = 2.2, kAvx2 = 1.4;
  if (__builtin_cpu_supports("avx512bf16")) return 1.0;
  return __builtin_cpu_supports("avx512f") ? kFloat32 : kFloat32 * kAvx2;
#else
  constexpr double kUnknown = 3.0;
  return kUnknown;
#endif
}

}  // namespace

double secondsOf(const SegmentationTask& task, int threads) {
  constexpr double kDeviceThreads = 400.0;
  const NetworkCost cost = costOf(task.manifest.network);
  const double speed = task.onProcessor ? threads / slownessOfProcessor() : kDeviceThreads;
  return windowsOf(task) * voxelsOf(task.manifest.patchSize) * 1e-6 * cost.microseconds * cost.width *
         cost.width / speed;
}

}  // namespace valvista::ml
