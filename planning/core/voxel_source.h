// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace valvista {

/// An image file that is being read: geometry at once, voxels in storage order in pieces of any length, so
/// that memory follows what the file really holds and not what its header claims.
class VoxelSource {
 public:
  virtual ~VoxelSource() = default;
  VoxelSource(const VoxelSource&) = delete;
  VoxelSource& operator=(const VoxelSource&) = delete;

  const ImageGeometry& geometry() const { return geometry_; }
  /// True when all values are whole numbers by the file's type and scale.
  bool integral() const { return integral_; }
  /// What the reader of a plan must know of the header, for example an affine that was orthonormalised.
  const std::vector<std::string>& notices() const { return notices_; }

  /// The next values, scaled by the file's slope and intercept. Throws LoadError when the file ends early.
  virtual void read(std::span<double> next) = 0;
  /// To be called after the last voxel: throws LoadError when the file holds more or its checksum is wrong.
  virtual void finish() = 0;

 protected:
  VoxelSource() = default;
  ImageGeometry geometry_;
  bool integral_ = false;
  std::vector<std::string> notices_;
};

}  // namespace valvista
