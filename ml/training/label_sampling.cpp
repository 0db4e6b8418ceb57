// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/training/label_sampling.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <array>
#include <cstddef>

namespace valvista::ml {

namespace {

/// Part of a CT voxel that centres are taken off, along the grid's own axes: the same in all 48 orders.
constexpr double kOffCentre = 1e-3;

/// The CT's voxels on either side of each of the grid's along one axis, as places in memory.
struct Bracket {
  std::ptrdiff_t lower = 0, upper = 0;
  float fraction = 0.0F;
};

std::vector<Bracket> bracketsAlong(const ModelGrid& grid, int axis, std::ptrdiff_t stride) {
  const auto a = static_cast<std::size_t>(axis);
  const int last = grid.ctSize[a] - 1;
  std::vector<Bracket> brackets;
  for (int at = 0; at < grid.size[a]; ++at) {
    const double position =
        std::clamp(grid.ctPosition(axis, at) + kOffCentre, 0.0, static_cast<double>(last));
    const int lower = std::min(static_cast<int>(position), std::max(0, last - 1));
    const int upper = std::min(lower + 1, last);
    brackets.push_back({grid.storedIndex(axis, lower) * stride, grid.storedIndex(axis, upper) * stride,
                        static_cast<float>(position - lower)});
  }
  return brackets;
}

/// Channels of the CT's voxels in its own order.
std::vector<std::uint8_t> channelsOf(const LabelMap& labels, const std::vector<ModelClass>& classes) {
  std::array<std::uint8_t, 256> channelOf{};
  for (std::size_t channel = classes.size(); channel-- > 0;)
    channelOf[classes[channel].label] = static_cast<std::uint8_t>(channel);
  channelOf[0] = 0;
  std::vector<std::uint8_t> channels;
  channels.reserve(labels.geometry().voxelCount());
  for (int k = 0; k < labels.geometry().size[2]; ++k)
    for (const std::uint8_t label : labels.slice(k)) channels.push_back(channelOf[label]);
  return channels;
}

/// The channel with the largest sum of weights among eight corners, the first of equals.
std::uint8_t heaviest(const std::array<std::uint8_t, 8>& corner, const std::array<float, 8>& weight) {
  std::uint8_t best = corner[0];
  float most = -1.0F;
  for (std::size_t at = 0; at < 8; ++at) {
    float sum = 0.0F;
    for (std::size_t other = 0; other < 8; ++other)
      if (corner[other] == corner[at]) sum += weight[other];
    if (sum > most || (sum == most && corner[at] < best)) {
      most = sum;
      best = corner[at];
    }
  }
  return best;
}

std::uint8_t channelAt(const std::uint8_t* ct, const Bracket& z, const Bracket& y, const Bracket& x) {
  const std::array<std::uint8_t, 8> corner{ct[z.lower + y.lower + x.lower], ct[z.lower + y.lower + x.upper],
                                           ct[z.lower + y.upper + x.lower], ct[z.lower + y.upper + x.upper],
                                           ct[z.upper + y.lower + x.lower], ct[z.upper + y.lower + x.upper],
                                           ct[z.upper + y.upper + x.lower], ct[z.upper + y.upper + x.upper]};
  if (std::all_of(corner.begin() + 1, corner.end(), [&](std::uint8_t c) { return c == corner[0]; }))
    return corner[0];
  std::array<float, 8> weight;
  for (std::size_t at = 0; at < 8; ++at)
    weight[at] = ((at & 4U) != 0 ? z.fraction : 1.0F - z.fraction) *
                 ((at & 2U) != 0 ? y.fraction : 1.0F - y.fraction) *
                 ((at & 1U) != 0 ? x.fraction : 1.0F - x.fraction);
  return heaviest(corner, weight);
}

}  // namespace

std::vector<std::uint8_t> channelsOnGrid(const LabelMap& labels, const ModelGrid& grid,
                                         const std::vector<ModelClass>& classes) {
  const std::vector<std::uint8_t> ct = channelsOf(labels, classes);
  const Index3& size = labels.geometry().size;
  const std::array<std::ptrdiff_t, 3> stride{1, size[0], static_cast<std::ptrdiff_t>(size[0]) * size[1]};
  std::array<std::vector<Bracket>, 3> brackets;
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    brackets[a] = bracketsAlong(grid, axis, stride[static_cast<std::size_t>(grid.ctAxis[a])]);
  }
  const std::size_t height = brackets[1].size(), width = brackets[2].size();
  std::vector<std::uint8_t> channels(brackets[0].size() * height * width);
  at::parallel_for(0, grid.size[0], 1, [&](std::int64_t begin, std::int64_t end) {
    for (auto z = static_cast<std::size_t>(begin); z < static_cast<std::size_t>(end); ++z)
      for (std::size_t y = 0; y < height; ++y) {
        std::uint8_t* out = channels.data() + (z * height + y) * width;
        for (const Bracket& x : brackets[2]) *out++ = channelAt(ct.data(), brackets[0][z], brackets[1][y], x);
      }
  });
  return channels;
}

}  // namespace valvista::ml
