// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/network_spec.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace valvista {

/// What a channel of the output stands for.
struct ModelClass {
  std::string name;        ///< "aorta"
  std::uint8_t label = 0;  ///< value in the label map
  bool operator==(const ModelClass&) const = default;
};

/// How HU become the network's input: clipped to the window, then either mapped linearly onto `range`, or,
/// with a z-score, (hu - mean) / deviation.
struct IntensityRule {
  struct ZScore {
    double mean = 0.0, deviation = 1.0;  ///< HU
    bool operator==(const ZScore&) const = default;
  };
  std::array<double, 2> windowHu{-1024.0, 1024.0};  ///< low, high
  std::array<double, 2> range{0.0, 1.0};            ///< of the output, without a z-score
  std::optional<ZScore> zScore;
  bool operator==(const IntensityRule&) const = default;
};

/// manifest.json of a model: all that is needed to use its weights the way they were trained. Axes x, y, z
/// are the model's own: `orientation` names where each points ("RAS": x to the right, y anterior, z
/// superior).
struct ModelManifest {
  std::string name, version;  ///< of the model
  NetworkOptions network;
  std::vector<ModelClass> classes;  ///< in channel order, the background first
  std::array<double, 3> spacingMm{1.5, 1.5, 1.5};
  std::string orientation = "RAS";
  IntensityRule intensity;
  std::array<int, 3> patchSize{96, 96, 96};       ///< voxels
  double overlap = 0.25;                          ///< of neighbouring windows, part of the patch
  std::string training;                           ///< what it was trained on, for people
  std::string licence;                            ///< of the weights
  std::string weightsFile = "model.safetensors";  ///< a name in the model's folder
  std::string weightsSha256;                      ///< 64 lower-case hex digits, of the whole file

  NetworkSpec networkSpec() const { return {network, static_cast<int>(classes.size())}; }
  bool operator==(const ModelManifest&) const = default;
};

inline constexpr std::size_t kMostManifestBytes = std::size_t{1} << 20;

/// Reads schema "valvista.model", version 1. Every key must be there and none may be unknown (a misspelt
/// option would otherwise be a wrong result without a word); values out of range are refused. Throws
/// std::domain_error with a reason that names the key and can follow "manifest.json: ".
ModelManifest parseModelManifest(std::string_view text);

/// The text that parseModelManifest reads, indented. Throws std::domain_error when it would refuse it.
std::string modelManifestText(const ModelManifest&);

/// The members of a manifest that are settled before there are weights: all but `training` and `weights`.
/// Every key must be there and none may be unknown; throws std::domain_error as above.
ModelManifest modelPlanFromJson(const Json&);
Json modelPlanToJson(const ModelManifest&);

}  // namespace valvista
