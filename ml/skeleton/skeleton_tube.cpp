// SPDX-License-Identifier: GPL-3.0-or-later
#include "ml/skeleton/skeleton_tube.h"

#include "ml/skeleton/thinning.h"

#include <vector>

namespace valvista::ml {

namespace {

constexpr int kDilations = 2;

/// Calls visit(voxel of the map, voxel of the box) for each voxel of the label.
template <class Visit>
void forEachVoxel(const LabelMap& labels, std::uint8_t label, const IndexBox& box, Visit visit) {
  const auto rowLength = static_cast<std::size_t>(labels.geometry().size[0]);
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j) {
      const std::uint8_t* row = labels.slice(k).data() + static_cast<std::size_t>(j) * rowLength;
      for (int i = box.begin[0]; i < box.end[0]; ++i)
        if (row[i] == label)
          visit(Index3{i, j, k}, Index3{i - box.begin[0], j - box.begin[1], k - box.begin[2]});
    }
}

/// The object and its face neighbours.
BitVolume dilated(const BitVolume& object) {
  constexpr int kLastBit = BitVolume::kWordBits - 1;
  BitVolume result(object.size());
  for (int k = 0; k < object.size()[2]; ++k)
    for (int j = 0; j < object.size()[1]; ++j) {
      const BitVolume::Word* row = object.row(j, k);
      for (std::size_t word = 0; word < object.wordsOfRow(); ++word) {
        const BitVolume::Word before = word == 0 ? 0 : row[word - 1] >> kLastBit;
        const BitVolume::Word after = word + 1 == object.wordsOfRow() ? 0 : row[word + 1] << kLastBit;
        result.row(j, k)[word] = row[word] | row[word] << 1 | before | row[word] >> 1 | after |
                                 object.row(j - 1, k)[word] | object.row(j + 1, k)[word] |
                                 object.row(j, k - 1)[word] | object.row(j, k + 1)[word];
      }
    }
  return result;
}

}  // namespace

LabelMap skeletonTube(const LabelMap& labels) {
  LabelMap tube(labels.geometry());
  const std::vector<IndexBox> boxes = labelBoxes(labels);
  for (std::size_t value = 1; value < boxes.size(); ++value) {
    const IndexBox& box = boxes[value];
    if (box.empty()) continue;
    const auto label = static_cast<std::uint8_t>(value);
    BitVolume core({box.end[0] - box.begin[0], box.end[1] - box.begin[1], box.end[2] - box.begin[2]});
    forEachVoxel(labels, label, box, [&](const Index3&, const Index3& inBox) { core.set(inBox); });
    thin(core);
    // A way of two steps between voxels of the box never has to leave it.
    for (int step = 0; step < kDilations; ++step) core = dilated(core);
    forEachVoxel(labels, label, box, [&](const Index3& ijk, const Index3& inBox) {
      if (core.test(inBox)) tube.set(ijk, label);
    });
  }
  return tube;
}

}  // namespace valvista::ml
