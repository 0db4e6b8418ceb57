// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/brush.h"

#include "planning/edit/otsu.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace valvista::planning {

namespace {

/// Standard deviations between two tissues under an adaptive brush; below it is one tissue and its noise.
constexpr double kEdge = 3.5;

IndexBox joined(IndexBox a, const IndexBox& b) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    a.begin[axis] = std::min(a.begin[axis], b.begin[axis]);
    a.end[axis] = std::max(a.end[axis], b.end[axis]);
  }
  return a;
}

template <class Visit>
void forEachVoxel(const IndexBox& box, Visit visit) {
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) visit(Index3{i, j, k});
}

/// The places that the brush's middle passes over and that are reached from it.
class Footprint {
 public:
  Footprint(const ImageGeometry& geometry, const Brush& brush, const BrushMove& move)
      : shape_(brush.shape),
        // Rounding must not decide whether a voxel exactly on the rim is in.
        reach_(brush.radiusMm * brush.radiusMm * (1 + 1e-9)),
        halfVoxel_(halfVoxelAlong(geometry, move.normal)),
        move_(move) {
    if (shape_ == BrushShape::disc) move_.to -= move.normal * dot(move.to - move.from, move.normal);
    way_ = move_.to - move_.from;
    const double squared = dot(way_, way_);
    perWay_ = squared > 0 ? 1.0 / squared : 0.0;
  }

  bool contains(const Vec3& lps) const {
    Vec3 off = lps - move_.from;
    if (shape_ == BrushShape::disc) {
      const double depth = dot(off, move_.normal);
      // One of two slices at the same distance, not both.
      if (depth > halfVoxel_ * (1 - 1e-9) || depth < -halfVoxel_ * (1 + 1e-9)) return false;
      off -= move_.normal * depth;
    }
    off -= way_ * std::clamp(dot(off, way_) * perWay_, 0.0, 1.0);
    return dot(off, off) <= reach_;
  }

 private:
  BrushShape shape_;
  double reach_, halfVoxel_;
  BrushMove move_;
  Vec3 way_;
  double perWay_ = 0.0;
};

/// How far from the middle of the brush voxels may lie that it paints.
double reachOf(const ImageGeometry& geometry, const Brush& brush, const Vec3& normal) {
  return brush.radiusMm + (brush.shape == BrushShape::disc ? halfVoxelAlong(geometry, normal) : 0.0);
}

/// Paints what of the footprint is joined to its middle through voxels on the middle's side of the edge.
class AdaptivePaint {
 public:
  AdaptivePaint(const LabelMap& labels, const Volume& ct, const Brush& brush, const BrushMove& move)
      : ct_(ct),
        footprint_(labels.geometry(), brush, move),
        box_(boxAround(labels.geometry(), move.to, reachOf(labels.geometry(), brush, move.normal))) {}

  void paint(VoxelPainter& painter, const Vec3& middle) {
    for (std::size_t axis = 0; axis < 3; ++axis) size_[axis] = std::max(0, box_.end[axis] - box_.begin[axis]);
    state_.assign(static_cast<std::size_t>(size_[0]) * size_[1] * size_[2], State::outside);
    std::vector<std::int16_t> hu;
    forEachVoxel(box_, [&](const Index3& ijk) {
      if (!footprint_.contains(ct_.geometry().lps(ijk))) return;
      state_[at(ijk)] = State::under;
      hu.push_back(ct_.at(ijk));
    });
    const Index3 start = nearestVoxel(ct_.geometry(), middle);
    if (hu.empty() || !inBox(start) || state_[at(start)] == State::outside) return;
    const TwoGroups groups = partInTwo(hu);
    const bool edge = groups.apart > kEdge, bright = ct_.at(start) > groups.threshold;
    std::vector<Index3> front{start};
    state_[at(start)] = State::painted;
    std::size_t painted = 0;
    while (!front.empty()) {
      const Index3 here = front.back();
      front.pop_back();
      painter.paint(here);
      ++painted;
      for (std::size_t axis = 0; axis < 3; ++axis)
        for (const int step : {-1, 1}) {
          Index3 next = here;
          next[axis] += step;
          if (!inBox(next) || state_[at(next)] != State::under ||
              (edge && (ct_.at(next) > groups.threshold) != bright))
            continue;
          state_[at(next)] = State::painted;
          front.push_back(next);
        }
    }
    painter.outcome().notInImage += hu.size() - painted;
  }

 private:
  enum class State : std::uint8_t { outside, under, painted };
  bool inBox(const Index3& ijk) const {
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (ijk[axis] < box_.begin[axis] || ijk[axis] >= box_.end[axis]) return false;
    return true;
  }
  std::size_t at(const Index3& ijk) const {
    return (static_cast<std::size_t>(ijk[2] - box_.begin[2]) * static_cast<std::size_t>(size_[1]) +
            static_cast<std::size_t>(ijk[1] - box_.begin[1])) *
               static_cast<std::size_t>(size_[0]) +
           static_cast<std::size_t>(ijk[0] - box_.begin[0]);
  }

  const Volume& ct_;
  Footprint footprint_;
  IndexBox box_;
  Index3 size_{};
  std::vector<State> state_;
};

}  // namespace

Index3 nearestVoxel(const ImageGeometry& geometry, const Vec3& lps) {
  const Vec3 index = geometry.ijkFromLps()(lps);
  return {static_cast<int>(std::floor(index.x + 0.5)), static_cast<int>(std::floor(index.y + 0.5)),
          static_cast<int>(std::floor(index.z + 0.5))};
}

double halfVoxelAlong(const ImageGeometry& geometry, const Vec3& direction) {
  double extent = 0.0;
  for (const Vec3& step : geometry.lpsFromIjk.linear.column) extent += std::abs(dot(step, direction));
  return 0.5 * extent;
}

IndexBox boxAround(const ImageGeometry& geometry, const Vec3& lps, double radiusMm) {
  const Vec3 middle = geometry.ijkFromLps()(lps), spacing = geometry.spacing();
  IndexBox box;
  for (int axis = 0; axis < 3; ++axis) {
    const double reach = radiusMm / spacing[axis] + 1e-6;
    const auto index = static_cast<std::size_t>(axis);
    box.begin[index] =
        static_cast<int>(std::clamp(std::ceil(middle[axis] - reach), 0.0, 1.0 * geometry.size[index]));
    box.end[index] =
        static_cast<int>(std::clamp(std::floor(middle[axis] + reach) + 1, 0.0, 1.0 * geometry.size[index]));
  }
  return box;
}

PaintOutcome paintBrush(LabelMap& labels, const Volume& ct, const Brush& brush, const BrushMove& move,
                        const PaintRules& rules) {
  const ImageGeometry& geometry = labels.geometry();
  VoxelPainter painter(labels, ct, rules);
  if (brush.adaptive && isOnGrid(ct, labels)) {
    // Stamps so close to each other that their rims join.
    const int stamps = 1 + static_cast<int>(distance(move.from, move.to) / (0.5 * brush.radiusMm));
    for (int stamp = 1; stamp <= stamps; ++stamp) {
      const Vec3 middle = move.from + (move.to - move.from) * (static_cast<double>(stamp) / stamps);
      AdaptivePaint(labels, ct, brush, {middle, middle, move.normal}).paint(painter, middle);
    }
    return painter.outcome();
  }
  const double reach = reachOf(geometry, brush, move.normal);
  const Footprint footprint(geometry, brush, move);
  bool any = false;
  forEachVoxel(joined(boxAround(geometry, move.from, reach), boxAround(geometry, move.to, reach)),
               [&](const Index3& ijk) {
                 if (!footprint.contains(geometry.lps(ijk))) return;
                 any = true;
                 painter.paint(ijk);
               });
  // However small the brush, the voxel under the mouse is painted.
  const Index3 under = nearestVoxel(geometry, move.to);
  if (!any && geometry.contains(under)) painter.paint(under);
  return painter.outcome();
}

}  // namespace valvista::planning
