// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/training/dataset.h"
#include "planning/core/training/train_config.h"

#include <string_view>
#include <vector>

namespace valvista::ui {

enum class TrainPreset : std::uint8_t {
  quickLook,  ///< a small network on coarse voxels: minutes on a CPU, to see whether it works at all
  paper,      ///< as in the paper: hours to days on a GPU
};
enum class NetworkKind : std::uint8_t { unet, vnet, swinUnetr };
inline constexpr int kNetworkKinds = 3;

NetworkKind kindOf(const NetworkOptions& options);

/// The classes of a dataset with the values that the program gives to structures of these names; others keep
/// theirs where it is free. The background first.
std::vector<ModelClass> modelClasses(const std::vector<ModelClass>& classes);

/// Those of the program's structures that are missing but can be derived by `enrich`, as names in files.
/// None when the dataset lacks what they are derived from.
std::vector<std::string> derivableClasses(const std::vector<ModelClass>& classes);

/// Sets everything but dataset, classes and name.
void applyPreset(TrainPreset preset, TrainConfig& config);
/// Another network, with the patches that the paper gave it.
void applyNetwork(NetworkKind kind, TrainConfig& config);
/// The network, grid and intensities of a model that training starts from.
void startFrom(const std::filesystem::path& folder, const ModelManifest& manifest, TrainConfig& config);

/// Name of the sum of losses (loss_spec.h) that these terms are, whatever their weights; empty for none.
std::string_view lossSumOf(const std::vector<LossTerm>& terms);
/// What we advise: draws to whole vessels and cannot suppress a structure.
inline constexpr std::string_view kAdvisedLoss = "focal_sk_star_detached";

}  // namespace valvista::ui
