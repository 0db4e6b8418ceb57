// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/label_map.h"

#include "planning/core/on_all_processors.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

namespace valvista {

namespace {

// Most of a map is long runs of one label: eight voxels are looked at together.
constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint64_t kOfEveryByte = 0x0101010101010101U;

std::uint64_t wordAt(std::span<const std::uint8_t> slice, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, slice.data() + at, kWord);
  return word;
}

}  // namespace

LabelMap::LabelMap(const ImageGeometry& geometry) : geometry_(geometry) {
  const std::size_t area =
      static_cast<std::size_t>(geometry.size[0]) * static_cast<std::size_t>(geometry.size[1]);
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
        while (i + static_cast<int>(kWord) <= size[0] && wordAt(slice, at) == 0) i += kWord, at += kWord;
        if (i == size[0]) break;
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
  using Counts = std::array<std::size_t, 256>;
  std::vector<Counts> ofSlice(static_cast<std::size_t>(labels.geometry().size[2]), Counts{});
  onAllProcessors(labels.geometry().size[2], [&](int k) {
    const auto slice = labels.slice(k);
    Counts& counts = ofSlice[static_cast<std::size_t>(k)];
    if (labels.isBackground(k)) {
      counts[0] = slice.size();
      return;
    }
    std::size_t at = 0;
    for (; at + kWord <= slice.size(); at += kWord) {
      const std::uint8_t first = slice[at];
      if (wordAt(slice, at) == first * kOfEveryByte)
        counts[first] += kWord;
      else
        for (std::size_t i = at; i < at + kWord; ++i) ++counts[slice[i]];
    }
    for (; at < slice.size(); ++at) ++counts[slice[at]];
  });
  std::vector<std::size_t> sum(256, 0);
  for (const Counts& counts : ofSlice)
    for (std::size_t label = 0; label < sum.size(); ++label) sum[label] += counts[label];
  return sum;
}

}  // namespace valvista
