// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/core/number_text.h"
#include "planning/io/label_schemes.h"

#include <array>
#include <cmath>
#include <string>

namespace valvista::planning {

namespace {

/// Reliability G8.
constexpr double kSameGridMm = 1e-3;

/// Which index axis of the labels runs along each index axis of the CT, and whether it runs backwards.
struct AxisOrder {
  Index3 source{0, 1, 2};
  std::array<bool, 3> reversed{};
  bool permutation = true;
};

AxisOrder axisOrder(const ImageGeometry& labels, const ImageGeometry& ct) {
  AxisOrder order;
  std::array<bool, 3> taken{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const Vec3 along = normalized(ct.lpsFromIjk.linear.column[axis]);
    double best = -1.0;
    for (std::size_t candidate = 0; candidate < 3; ++candidate) {
      const double cosine = dot(along, normalized(labels.lpsFromIjk.linear.column[candidate]));
      if (std::abs(cosine) <= best) continue;
      best = std::abs(cosine);
      order.source[axis] = static_cast<int>(candidate);
      order.reversed[axis] = cosine < 0.0;
    }
    bool& used = taken[static_cast<std::size_t>(order.source[axis])];
    order.permutation = order.permutation && !used;
    used = true;
  }
  return order;
}

/// The labels' grid with its axes renamed to run along the CT's.
ImageGeometry reordered(const ImageGeometry& labels, const AxisOrder& order) {
  ImageGeometry grid;
  grid.lpsFromIjk.offset = labels.lpsFromIjk.offset;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto source = static_cast<std::size_t>(order.source[axis]);
    const Vec3 column = labels.lpsFromIjk.linear.column[source];
    grid.size[axis] = labels.size[source];
    grid.lpsFromIjk.linear.column[axis] = order.reversed[axis] ? -column : column;
    if (order.reversed[axis]) grid.lpsFromIjk.offset += column * (labels.size[source] - 1);
  }
  return grid;
}

std::string describe(const ImageGeometry& grid) {
  const auto times = [](const std::string& a, const std::string& b, const std::string& c) {
    return a + " x " + b + " x " + c;
  };
  const Vec3 s = grid.spacing();
  return times(std::to_string(grid.size[0]), std::to_string(grid.size[1]), std::to_string(grid.size[2])) +
         " voxels of " + times(formatFixed(s.x, 3), formatFixed(s.y, 3), formatFixed(s.z, 3)) + " mm";
}

void checkSame(const ImageGeometry& labels, const ImageGeometry& ct) {
  const double mismatch = cornerMismatch(labels, ct);
  if (mismatch <= kSameGridMm) return;
  std::string message = "The labels do not lie on the grid of the CT: ";
  if (labels.size != ct.size) {
    message += "they have " + describe(labels) + ", the CT has " + describe(ct) + ".";
  } else {
    message += "corners differ by " + formatFixed(mismatch, 3) + " mm.";
  }
  throw LoadError(message);
}

/// The whole grid of which `part` is a block that begins at the voxel of the CT nearest to its first.
struct Block {
  ImageGeometry whole;
  Index3 begin{0, 0, 0};
};

Block blockIn(const ImageGeometry& part, const ImageGeometry& ct) {
  Block block{part, {0, 0, 0}};
  const Vec3 first = ct.ijkFromLps()(part.lpsFromIjk.offset);
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double begin = std::round(first[static_cast<int>(axis)]);
    if (!(begin >= 0.0 && begin + part.size[axis] <= ct.size[axis]))
      throw LoadError("The labels do not lie on the grid of the CT: they reach beyond it.");
    block.begin[axis] = static_cast<int>(begin);
    block.whole.lpsFromIjk.offset -= part.lpsFromIjk.linear.column[axis] * begin;
  }
  block.whole.size = ct.size;
  return block;
}

}  // namespace

LabelMap matchGrid(const LabelMap& labels, const ImageGeometry& ct, bool partial) {
  const ImageGeometry& grid = labels.geometry();
  if (grid.size == ct.size && grid.lpsFromIjk == ct.lpsFromIjk) return labels;
  const AxisOrder order = axisOrder(grid, ct);
  if (!order.permutation)
    throw LoadError("The labels do not lie on the grid of the CT: its axes are turned.");
  const ImageGeometry turned = reordered(grid, order);
  const Block block = partial ? blockIn(turned, ct) : Block{turned, {0, 0, 0}};
  checkSame(block.whole, ct);

  LabelMap matched(ct);
  std::array<Index3, 3> step{};  // of the CT's index per step along the labels' axes
  Index3 start = block.begin;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    step[static_cast<std::size_t>(order.source[axis])][axis] = order.reversed[axis] ? -1 : 1;
    if (order.reversed[axis]) start[axis] += turned.size[axis] - 1;
  }
  for (int k = 0; k < grid.size[2]; ++k) {
    if (labels.isBackground(k)) continue;
    const auto slice = labels.slice(k);
    std::size_t at = 0;
    for (int j = 0; j < grid.size[1]; ++j)
      for (int i = 0; i < grid.size[0]; ++i, ++at) {
        if (slice[at] == 0) continue;
        Index3 target = start;
        for (std::size_t axis = 0; axis < 3; ++axis)
          target[axis] += i * step[0][axis] + j * step[1][axis] + k * step[2][axis];
        matched.set(target, slice[at]);
      }
  }
  return matched;
}

void matchStudy(AnatomyLabels& anatomy, const Study& study) {
  anatomy.labels = matchGrid(anatomy.labels, study.volume.geometry(), anatomy.partial);
  const std::string& ct = study.facts.frameOfReferenceUid;
  // No error: anonymisers renumber the frame of reference file by file.
  if (!anatomy.frameOfReferenceUid.empty() && !ct.empty() && anatomy.frameOfReferenceUid != ct)
    anatomy.findings.push_back({"labels.frame_of_reference", Severity::warning,
                                "The labels name another frame of reference than the CT; make sure that both "
                                "are of the same scan.",
                                std::nullopt});
}

}  // namespace valvista::planning
