// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/prism.h"

#include "planning/edit/brush.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace valvista::planning {

namespace {

/// The outline in its plane's own frame.
class FlatOutline {
 public:
  explicit FlatOutline(const Prism& prism)
      : frame_(frameOf({prism.corners.front(), prism.normal})), eye_(prism.eye) {
    for (const Vec3& corner : prism.corners) corners_.push_back(frame_.toPlane(corner));
  }

  double depthOf(const Vec3& lps) const { return dot(lps - frame_.origin, frame_.normal); }

  /// Where a place is seen on the plane; nothing for what lies behind the eye.
  std::optional<Vec2> seenAt(const Vec3& lps) const {
    if (!eye_) return frame_.toPlane(lps);
    const double far = depthOf(*eye_), share = far / (far - depthOf(lps));
    if (!(share > 0) || !std::isfinite(share)) return std::nullopt;
    return frame_.toPlane(*eye_ + (lps - *eye_) * share);
  }

  bool encloses(const Vec2& p) const {
    bool inside = false;
    for (std::size_t at = 0; at < corners_.size(); ++at) {
      const Vec2 &a = corners_[at], &b = corners_[(at + 1) % corners_.size()];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) inside = !inside;
    }
    return inside;
  }

 private:
  PlaneFrame frame_;
  std::optional<Vec3> eye_;
  std::vector<Vec2> corners_;
};

/// Around the corners and as much further as a voxel is thick.
IndexBox boxOf(const ImageGeometry& geometry, const Prism& outline, double halfVoxel) {
  IndexBox all{geometry.size, {0, 0, 0}};
  for (const Vec3& corner : outline.corners) {
    const IndexBox one = boxAround(geometry, corner, 2 * halfVoxel);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      all.begin[axis] = std::min(all.begin[axis], one.begin[axis]);
      all.end[axis] = std::max(all.end[axis], one.end[axis]);
    }
  }
  return all;
}

}  // namespace

PaintOutcome paintPolygon(LabelMap& labels, const Volume& ct, const Prism& outline, const PaintRules& rules) {
  VoxelPainter painter(labels, ct, rules);
  if (outline.corners.size() < 3) return painter.outcome();
  const FlatOutline flat(outline);
  const ImageGeometry& geometry = labels.geometry();
  const double half = halfVoxelAlong(geometry, outline.normal);
  const IndexBox box = boxOf(geometry, outline, half);
  for (int k = box.begin[2]; k < box.end[2]; ++k)
    for (int j = box.begin[1]; j < box.end[1]; ++j)
      for (int i = box.begin[0]; i < box.end[0]; ++i) {
        const Vec3 lps = geometry.lps({i, j, k});
        const double depth = flat.depthOf(lps);
        // One of two slices at the same distance, not both.
        if (depth <= half * (1 - 1e-9) && depth >= -half * (1 + 1e-9) && flat.encloses(*flat.seenAt(lps)))
          painter.paint({i, j, k});
      }
  return painter.outcome();
}

PaintOutcome cutWithScissors(LabelMap& labels, const Volume& ct, const Prism& outline, ScissorSide side,
                             const PaintRules& rules) {
  VoxelPainter painter(labels, ct, rules);
  if (outline.corners.size() < 3) return painter.outcome();
  const FlatOutline flat(outline);
  const ImageGeometry geometry = labels.geometry();
  for (int k = 0; k < geometry.size[2]; ++k) {
    if (labels.isBackground(k)) continue;
    for (int j = 0; j < geometry.size[1]; ++j)
      for (int i = 0; i < geometry.size[0]; ++i) {
        const Index3 ijk{i, j, k};
        if (labels.at(ijk) == 0) continue;
        const std::optional<Vec2> seen = flat.seenAt(geometry.lps(ijk));
        if (seen && flat.encloses(*seen) == (side == ScissorSide::inside)) painter.paint(ijk);
      }
  }
  return painter.outcome();
}

}  // namespace valvista::planning
