// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/core/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What valvista-worker and the programs that start it say to each other, one JSON object a line
// (docs/worker-protocol.md). Reading throws std::domain_error with the reason.
namespace valvista {

/// Version of the lines.
inline constexpr int kWorkerProtocol = 1;
/// No line is longer.
inline constexpr std::size_t kLongestWorkerLine = 1 << 20;

/// How voxels and weights travel: through memory that both map, or behind their line.
enum class VolumeTransport : std::uint8_t { mapped, streamed };

/// Descriptors of the worker when volumes are mapped.
inline constexpr int kCtDescriptor = 3, kLabelsDescriptor = 4;

struct WorkerDevice {
  std::string id;    ///< as LibTorch calls it: "cpu", "cuda:0"
  std::string name;  ///< of the processor or card
};

/// First line of a worker: who it is and what it can compute on.
struct HelloMessage {
  std::string version, libtorch;
  std::vector<WorkerDevice> devices;  ///< cpu first
  int threads = 0;
  std::optional<std::string> blas;
  bool mkldnn = false, cuda = false;
  VolumeTransport volumes = VolumeTransport::streamed;
};

/// What may be chosen for a segmentation.
struct SegmentationOptions {
  std::string device = "auto";     ///< "auto": the first CUDA device, else cpu
  std::string precision = "auto";  ///< "auto", "float32", "bfloat16", "float16"
  std::optional<double> overlap;   ///< of neighbouring windows, 0 to 0.9; the model's own when absent
  std::optional<std::uint64_t> memoryLimitBytes;  ///< of the process; none: what the machine has
  int threads = 0;          ///< 0: one for each core
  bool skipAir = true;      ///< windows that hold only air are background without being looked at
  bool dropSmallParts = true;  ///< parts of less than a tenth of the class's largest one
  bool fillHoles = true;    ///< background enclosed by a class becomes that class
  std::vector<std::string> cleanUpClasses;  ///< names of classes that the last two apply to; none: all

  bool operator==(const SegmentationOptions&) const = default;
};

/// Asks for labels, or for an estimate, which needs no voxels and no weights.
struct SegmentMessage {
  bool estimateOnly = false;
  ImageGeometry ct;
  std::string modelFolder;        ///< where volumes are mapped
  Json manifest;                  ///< where volumes are streamed: of the model, its weights follow the voxels
  std::uint64_t weightBytes = 0;  ///< how many follow
  SegmentationOptions options;
};

/// What a segmentation takes, before or after.
struct SegmentationCost {
  std::string device, precision;
  std::int64_t windows = 0;         ///< in all
  std::int64_t windowsSkipped = 0;  ///< as air; known afterwards
  int batch = 1;
  std::uint64_t peakBytes = 0;  ///< predicted, of the worker's process
  double seconds = 0.0;         ///< a guess before, measured after
};

struct ProgressMessage {
  double fraction = 0.0;
  std::string what;
};

/// Why there is no answer.
struct ErrorMessage {
  std::string message;  ///< for people
};

Json toJson(const HelloMessage& message);
Json toJson(const SegmentMessage& message);
Json toJson(const SegmentationOptions& options);
/// "estimate" or, with labels, "labels" (`labelBytes` follow when they are streamed).
Json toJson(const SegmentationCost& cost, const char* type, std::uint64_t labelBytes = 0);
Json toJson(const ProgressMessage& message);
Json toJson(const ErrorMessage& message);

/// Throws also when the worker speaks another version of the protocol.
HelloMessage parseHello(const Json& json);
SegmentMessage parseSegment(const Json& json);
SegmentationOptions parseSegmentationOptions(const Json& json);
SegmentationCost parseCost(const Json& json);
ProgressMessage parseProgress(const Json& json);
ErrorMessage parseError(const Json& json);

}  // namespace valvista
