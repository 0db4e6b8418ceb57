// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/volume.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace valvista::planning {

/// Files named by the SHA-256 of what they hold, in folders by its first two digits. A file is never changed;
/// what nothing refers to any more stays.
class BlobStore {
 public:
  explicit BlobStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Gives the name. Throws SaveError.
  std::string put(std::span<const std::byte> bytes) const;
  std::string put(std::string_view text) const {
    return put(std::as_bytes(std::span(text.data(), text.size())));
  }
  /// The same for a CT as NIfTI, whose file ends in .nii.gz so that every reader knows it.
  std::string putVolume(const Volume& volume) const;

  // Reading compares with the name: LoadError for a file that is missing or damaged.
  std::vector<std::byte> get(const std::string& sha256) const;
  std::string text(const std::string& sha256) const;
  /// The file of putVolume.
  std::filesystem::path checkedVolume(const std::string& sha256) const;

 private:
  std::filesystem::path pathOf(const std::string& sha256, std::string_view ending) const;

  std::filesystem::path folder_;
};

}  // namespace valvista::planning
