// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/drawn_volume.h"

#include <algorithm>
#include <limits>

namespace valvista::viewer {
namespace {

constexpr int kLongestSide = 256;
constexpr std::int16_t kAirHu = -1024;

std::size_t index(int i) {
  return static_cast<std::size_t>(i);
}

/// How many voxels of each axis become one.
Index3 blockOf(const Index3& size) {
  Index3 block{1, 1, 1};
  for (std::size_t axis = 0; axis < 3; ++axis) block[axis] = (size[axis] + kLongestSide - 1) / kLongestSide;
  return block;
}

ImageGeometry shrunk(const ImageGeometry& full, const Index3& block) {
  ImageGeometry small = full;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    small.size[axis] = std::max(full.size[axis] / block[axis], 1);
    small.lpsFromIjk.linear.column[axis] = full.lpsFromIjk.linear.column[axis] * block[axis];
    small.lpsFromIjk.offset += full.lpsFromIjk.linear.column[axis] * (0.5 * (block[axis] - 1));
  }
  return small;
}

/// One slice of the small volume; `sums` is room for a row of it.
void averageSlice(const Volume& volume, const Index3& block, int k, DrawnVolume& drawn,
                  std::vector<int>& sums) {
  const Index3& full = volume.geometry().size;
  const Index3& size = drawn.geometry.size;
  const int count = block[0] * block[1] * block[2];
  for (int j = 0; j < size[1]; ++j) {
    std::fill(sums.begin(), sums.end(), 0);
    for (int c = 0; c < block[2]; ++c)
      for (int b = 0; b < block[1]; ++b) {
        const std::size_t line =
            (index(k * block[2] + c) * index(full[1]) + index(j * block[1] + b)) * index(full[0]);
        const std::int16_t* from = volume.hu().data() + line;
        for (int i = 0; i < size[0]; ++i)
          for (int a = 0; a < block[0]; ++a) sums[index(i)] += std::max(*from++, kAirHu);
      }
    std::int16_t* to = drawn.hu.data() + (index(k) * index(size[1]) + index(j)) * index(size[0]);
    for (int i = 0; i < size[0]; ++i) to[i] = static_cast<std::int16_t>(sums[index(i)] / count);
  }
}

/// A sample within a brick reads its voxels and the first ones beyond.
void rangeOfBrick(DrawnVolume& drawn, const Index3& brick, std::size_t at) {
  const Index3& size = drawn.geometry.size;
  Index3 begin{}, end{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    begin[axis] = brick[axis] * DrawnVolume::kBrick;
    end[axis] = std::min(begin[axis] + DrawnVolume::kBrick + 1, size[axis]);
  }
  std::int16_t low = std::numeric_limits<std::int16_t>::max(),
               high = std::numeric_limits<std::int16_t>::min();
  for (int k = begin[2]; k < end[2]; ++k)
    for (int j = begin[1]; j < end[1]; ++j) {
      const std::int16_t* row = drawn.hu.data() + (index(k) * index(size[1]) + index(j)) * index(size[0]);
      for (int i = begin[0]; i < end[0]; ++i) {
        low = std::min(low, row[i]);
        high = std::max(high, row[i]);
      }
    }
  drawn.lowest[at] = low;
  drawn.highest[at] = high;
}

bool findRanges(DrawnVolume& drawn, const std::stop_token& stop) {
  for (std::size_t axis = 0; axis < 3; ++axis)
    drawn.bricks[axis] = (drawn.geometry.size[axis] + DrawnVolume::kBrick - 1) / DrawnVolume::kBrick;
  drawn.lowest.resize(index(drawn.bricks[0]) * index(drawn.bricks[1]) * index(drawn.bricks[2]));
  drawn.highest.resize(drawn.lowest.size());
  std::size_t at = 0;
  for (int k = 0; k < drawn.bricks[2]; ++k) {
    if (stop.stop_requested()) return false;
    for (int j = 0; j < drawn.bricks[1]; ++j)
      for (int i = 0; i < drawn.bricks[0]; ++i) rangeOfBrick(drawn, {i, j, k}, at++);
  }
  return true;
}

}  // namespace

std::shared_ptr<const DrawnVolume> drawnVolume(const Volume& volume, const std::stop_token& stop) {
  const Index3 block = blockOf(volume.geometry().size);
  auto drawn = std::make_shared<DrawnVolume>();
  drawn->geometry = shrunk(volume.geometry(), block);
  drawn->hu.resize(drawn->geometry.voxelCount());
  std::vector<int> sums(index(drawn->geometry.size[0]));
  for (int k = 0; k < drawn->geometry.size[2]; ++k) {
    if (stop.stop_requested()) return nullptr;
    averageSlice(volume, block, k, *drawn, sums);
  }
  if (!findRanges(*drawn, stop)) return nullptr;
  return drawn;
}

}  // namespace valvista::viewer
