// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/label_map.h"

#include <algorithm>
#include <stdexcept>

namespace valvista {

LabelMap::LabelMap(const ImageGeometry& geometry) : geometry_(geometry) {
  const std::size_t area = static_cast<std::size_t>(geometry.size[0]) * static_cast<std::size_t>(geometry.size[1]);
  background_ = std::make_shared<Tile>(area, std::uint8_t{0});
  slices_.assign(static_cast<std::size_t>(geometry.size[2]), background_);
}

LabelMap::LabelMap(const ImageGeometry& geometry, std::span<const std::uint8_t> voxels) : LabelMap(geometry) {
  if (voxels.size() != geometry.voxelCount()) throw std::invalid_argument("labels do not match the geometry");
  const std::size_t area = background_->size();
  for (int k = 0; k < geometry.size[2]; ++k) {
    const auto source = voxels.subspan(static_cast<std::size_t>(k) * area, area);
    if (std::any_of(source.begin(), source.end(), [](std::uint8_t v) { return v != 0; }))
      slices_[static_cast<std::size_t>(k)] = std::make_shared<Tile>(source.begin(), source.end());
  }
}

std::span<std::uint8_t> LabelMap::mutableSlice(int k) {
  auto& tile = slices_[static_cast<std::size_t>(k)];
  if (tile.use_count() > 1) tile = std::make_shared<Tile>(*tile);
  return *tile;
}

std::vector<IndexBox> labelBoxes(const LabelMap& labels) {
  const Index3& size = labels.geometry().size;
  std::vector<IndexBox> boxes(256, IndexBox{size, {0, 0, 0}});
  for (int k = 0; k < size[2]; ++k) {
    if (labels.isBackground(k)) continue;
    const auto slice = labels.slice(k);
    std::size_t at = 0;
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i, ++at) {
        const std::uint8_t label = slice[at];
        if (label == 0) continue;
        IndexBox& box = boxes[label];
        const Index3 ijk{i, j, k};
        for (int axis = 0; axis < 3; ++axis) {
          box.begin[axis] = std::min(box.begin[axis], ijk[axis]);
          box.end[axis] = std::max(box.end[axis], ijk[axis] + 1);
        }
      }
  }
  boxes[0] = {{0, 0, 0}, size};
  return boxes;
}

std::vector<std::size_t> labelCounts(const LabelMap& labels) {
  std::vector<std::size_t> counts(256, 0);
  for (int k = 0; k < labels.geometry().size[2]; ++k) {
    const auto slice = labels.slice(k);
    if (labels.isBackground(k))
      counts[0] += slice.size();
    else
      for (const std::uint8_t label : slice) ++counts[label];
  }
  return counts;
}

}  // namespace valvista
