// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace valvista {

/// HU of a voxel that the scanner did not measure (padding, outside the reconstruction circle).
inline constexpr std::int16_t kPaddingHu = -2048;

/// CT in Hounsfield units, shared and immutable: copies are cheap and safe across threads. i runs fastest.
class Volume {
 public:
  Volume() = default;
  /// Throws std::invalid_argument when the number of voxels does not match the geometry.
  Volume(ImageGeometry geometry, std::vector<std::int16_t> hu) : geometry_(geometry) {
    const auto owned = std::make_shared<const std::vector<std::int16_t>>(std::move(hu));
    share(*owned, owned);
  }
  /// Voxels that belong to `owner`, for example memory of another process; nobody may change them any more.
  /// Throws as above.
  Volume(ImageGeometry geometry, std::span<const std::int16_t> hu, const std::shared_ptr<const void>& owner)
      : geometry_(geometry) {
    share(hu, owner);
  }

  const ImageGeometry& geometry() const { return geometry_; }
  bool empty() const { return !hu_ || geometry_.voxelCount() == 0; }
  std::span<const std::int16_t> hu() const {
    return hu_ ? std::span(hu_.get(), geometry_.voxelCount()) : std::span<const std::int16_t>();
  }
  std::int16_t at(const Index3& ijk) const {
    return hu_
        .get()[(static_cast<std::size_t>(ijk[2]) * geometry_.size[1] + ijk[1]) * geometry_.size[0] + ijk[0]];
  }

 private:
  void share(std::span<const std::int16_t> hu, const std::shared_ptr<const void>& owner) {
    if (hu.size() != geometry_.voxelCount()) throw std::invalid_argument("voxels do not match the geometry");
    hu_ = std::shared_ptr<const std::int16_t>(owner, hu.data());
  }

  ImageGeometry geometry_;
  std::shared_ptr<const std::int16_t> hu_;  ///< the first voxel
};

}  // namespace valvista
