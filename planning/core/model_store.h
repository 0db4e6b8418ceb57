// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/model_manifest.h"
#include "planning/core/safetensors.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace valvista {

/// A model ready to use; what was read is what its manifest's SHA-256 names.
struct Model {
  ModelManifest manifest;
  SafetensorsFile weights;
};

/// A folder of the store.
struct ListedModel {
  std::filesystem::path folder;
  std::optional<ModelManifest> manifest;  ///< none when it cannot be read
  std::string problem;                    ///< why it cannot be used; empty when nothing was found
};

/// $VALVISTA_MODELS, else valvista/models in $XDG_DATA_HOME, else in ~/.local/share. It need not exist.
/// Throws ModelError when none of the three is set.
std::filesystem::path modelStoreFolder();

/// Every folder of the store, by name; none when there is no store. Quick: manifests are read, weights only
/// looked for, so that damage in the weights is found by openModel and not here.
std::vector<ListedModel> listModels(const std::filesystem::path& store);

/// manifest.json alone; throws ModelError naming the model and the reason.
ModelManifest readManifest(const std::filesystem::path& folder);

/// Reads manifest.json and the weights it names and verifies their SHA-256. Both must be files of the folder
/// itself: links are refused, they may lead anywhere. Throws ModelError naming the file and the reason.
Model openModel(const std::filesystem::path& folder);
/// The same for a model that came another way: the text of its manifest and the bytes of its weights.
Model openModel(std::string_view manifest, std::unique_ptr<std::byte[]> weights, std::size_t weightBytes);

/// Verifies the model in `source` and copies it (0700, files 0600), whole or not at all, into a folder of the
/// store named after the model and its version, which is returned. Installed already: nothing is done;
/// another model of that name and version there: refused with ModelError. Throws SaveError when it cannot be
/// written.
std::filesystem::path installModel(const std::filesystem::path& source, const std::filesystem::path& store);

}  // namespace valvista
