// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "planning/core/image_geometry.h"

namespace valvista {

/// One label (0..255) per voxel. Copy-on-write by tile, a tile being one slice of constant k: a copy costs a
/// pointer per slice, writing into a shared slice copies that slice alone, empty slices share one tile.
/// Reading from several threads is safe while nobody writes to the same object.
class LabelMap {
 public:
  LabelMap() = default;
  /// All background.
  explicit LabelMap(const ImageGeometry& geometry);
  /// Throws std::invalid_argument when the number of voxels does not match the geometry.
  LabelMap(const ImageGeometry& geometry, std::span<const std::uint8_t> voxels);

  const ImageGeometry& geometry() const { return geometry_; }
  bool empty() const { return slices_.empty(); }

  /// nx * ny labels of slice k, i fastest.
  std::span<const std::uint8_t> slice(int k) const { return *slices_[static_cast<std::size_t>(k)]; }
  /// The same for writing; copies the slice first when another map shares it.
  std::span<std::uint8_t> mutableSlice(int k);
  /// True when slice k is the shared background tile, which lets loops skip it.
  bool isBackground(int k) const { return slices_[static_cast<std::size_t>(k)] == background_; }

  std::uint8_t at(const Index3& ijk) const {
    return (*slices_[static_cast<std::size_t>(ijk[2])])[inSlice(ijk)];
  }
  /// Label of the voxel, 0 outside the grid.
  std::uint8_t atOrZero(const Index3& ijk) const { return geometry_.contains(ijk) ? at(ijk) : std::uint8_t{0}; }
  void set(const Index3& ijk, std::uint8_t label) { mutableSlice(ijk[2])[inSlice(ijk)] = label; }

 private:
  using Tile = std::vector<std::uint8_t>;
  std::size_t inSlice(const Index3& ijk) const {
    return static_cast<std::size_t>(ijk[1]) * static_cast<std::size_t>(geometry_.size[0]) +
           static_cast<std::size_t>(ijk[0]);
  }

  ImageGeometry geometry_;
  std::vector<std::shared_ptr<Tile>> slices_;
  std::shared_ptr<Tile> background_;
};

/// Half-open box of voxel indices.
struct IndexBox {
  Index3 begin{0, 0, 0}, end{0, 0, 0};
  bool empty() const { return begin[0] >= end[0] || begin[1] >= end[1] || begin[2] >= end[2]; }
};

/// Tight box around each label, indexed by label; boxes of absent labels are empty.
std::vector<IndexBox> labelBoxes(const LabelMap& labels);
/// Number of voxels of each label, indexed by label.
std::vector<std::size_t> labelCounts(const LabelMap& labels);

}  // namespace valvista
