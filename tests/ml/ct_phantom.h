// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/image_geometry.h"
#include "planning/core/label_map.h"
#include "planning/core/volume.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

namespace valvista::ml::tests {

/// A CT whose voxels hold `hu` of their place in the patient.
inline Volume ctOf(const ImageGeometry& geometry, const std::function<double(const Vec3&)>& hu) {
  std::vector<std::int16_t> voxels;
  voxels.reserve(geometry.voxelCount());
  for (int k = 0; k < geometry.size[2]; ++k)
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i)
        voxels.push_back(static_cast<std::int16_t>(std::lround(hu(geometry.lps({i, j, k})))));
  return {geometry, std::move(voxels)};
}

/// One way to store the same voxels: axis a of the new grid runs along axis order[a] of the old, from its far
/// end when flipped.
struct StorageOrder {
  std::array<int, 3> order{0, 1, 2};
  std::array<bool, 3> flipped{};
};

/// All 48.
inline std::vector<StorageOrder> storageOrders() {
  std::vector<StorageOrder> all;
  std::array<int, 3> order{0, 1, 2};
  do {
    for (unsigned flips = 0; flips < 8; ++flips)
      all.push_back({order, {(flips & 1U) != 0, (flips & 2U) != 0, (flips & 4U) != 0}});
  } while (std::next_permutation(order.begin(), order.end()));
  return all;
}

/// The geometry of the same voxels stored in another order.
inline ImageGeometry reordered(const ImageGeometry& geometry, const StorageOrder& storage) {
  ImageGeometry result;
  Index3 origin{0, 0, 0};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto old = static_cast<std::size_t>(storage.order[axis]);
    result.size[axis] = geometry.size[old];
    const Vec3& column = geometry.lpsFromIjk.linear.column[old];
    result.lpsFromIjk.linear.column[axis] = storage.flipped[axis] ? -column : column;
    if (storage.flipped[axis]) origin[old] = geometry.size[old] - 1;
  }
  result.lpsFromIjk.offset = geometry.lps(origin);
  return result;
}

/// Where voxel `ijk` of the old grid lies in the reordered one.
inline Index3 reorderedIndex(const ImageGeometry& geometry, const StorageOrder& storage, const Index3& ijk) {
  Index3 result{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto old = static_cast<std::size_t>(storage.order[axis]);
    result[axis] = storage.flipped[axis] ? geometry.size[old] - 1 - ijk[old] : ijk[old];
  }
  return result;
}

inline Volume reordered(const Volume& ct, const StorageOrder& storage) {
  const ImageGeometry& old = ct.geometry();
  const ImageGeometry geometry = reordered(old, storage);
  std::vector<std::int16_t> voxels(geometry.voxelCount());
  for (int k = 0; k < old.size[2]; ++k)
    for (int j = 0; j < old.size[1]; ++j)
      for (int i = 0; i < old.size[0]; ++i) {
        const Index3 to = reorderedIndex(old, storage, {i, j, k});
        voxels[(static_cast<std::size_t>(to[2]) * static_cast<std::size_t>(geometry.size[1]) +
                static_cast<std::size_t>(to[1])) *
                   static_cast<std::size_t>(geometry.size[0]) +
               static_cast<std::size_t>(to[0])] = ct.at({i, j, k});
      }
  return {geometry, std::move(voxels)};
}

/// The smallest Dice of the labels 1 and up between labels of a grid and of the same grid reordered.
inline double leastDice(const LabelMap& canonical, const LabelMap& other, const StorageOrder& storage) {
  std::array<double, 256> both{}, either{};
  const Index3& size = canonical.geometry().size;
  for (int k = 0; k < size[2]; ++k)
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i) {
        const std::uint8_t a = canonical.at({i, j, k}),
                           b = other.at(reorderedIndex(canonical.geometry(), storage, {i, j, k}));
        either[a] += 1;
        either[b] += 1;
        if (a == b) both[a] += 1;
      }
  double least = 1.0;
  for (std::size_t label = 1; label < 256; ++label)
    if (either[label] > 0) least = std::min(least, 2.0 * both[label] / either[label]);
  return least;
}

}  // namespace valvista::ml::tests
