// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/core/model_manifest.h"
#include "planning/core/progress.h"
#include "planning/core/training/dataset.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace valvista::ml {

/// A case on the model's grid, in the order of its tensors: depth, height, width, the last running fastest.
struct CachedCase {
  std::string name;
  Index3 size{0, 0, 0};
  std::span<const std::int16_t> hu;
  std::span<const std::uint8_t> channels;  ///< of each voxel's class
  /// Voxels of each class, evenly thinned where there are very many: where patches are centred.
  /// None of the background.
  std::vector<std::span<const std::uint32_t>> voxelsOf;
  std::shared_ptr<const void> owner;  ///< keeps the mapping
};

/// Cases of a dataset resampled once into one file each, which training maps: memory does not grow with the
/// dataset.
class CaseCache {
 public:
  /// Prepares what is not there yet, case by case and atomically, so that an interrupted preparation goes on
  /// where it was; a file made for another grid or from another CT or label file is made anew. Throws
  /// LoadError naming the case's file and the reason, SaveError, Cancelled.
  CaseCache(std::filesystem::path folder, const Dataset& dataset, const ModelManifest& model,
            const Progress& progress);

  int size() const { return static_cast<int>(files_.size()); }
  const std::string& name(int index) const { return names_[static_cast<std::size_t>(index)]; }
  /// Throws LoadError when the file has vanished or is damaged; all of its content is compared with its sum
  /// the first time. Safe to call from several threads.
  CachedCase open(int index) const;

 private:
  std::vector<std::filesystem::path> files_;
  std::vector<std::string> names_;
  std::unique_ptr<std::atomic<bool>[]> checked_;  ///< whose content has been compared
};

}  // namespace valvista::ml
