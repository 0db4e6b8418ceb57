// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/touched_parts.h"

#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace valvista::planning {

namespace {

/// Further from an iliac artery than anything of the aorta that its measuring looks at.
constexpr double kNearMm = 40.0;
/// Further from its wall than another lumen that a section leaves out.
constexpr double kBesideMm = 10.0;

void join(IndexBox& box, const Index3& ijk) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    box.begin[axis] = std::min(box.begin[axis], ijk[axis]);
    box.end[axis] = std::max(box.end[axis], ijk[axis] + 1);
  }
}

bool areNear(const IndexBox& a, const IndexBox& b, const Vec3& spacing, double nearMm) {
  if (a.empty() || b.empty()) return false;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double gap = std::max(a.begin[axis] - b.end[axis], b.begin[axis] - a.end[axis]);
    if (gap * spacing[static_cast<int>(axis)] > nearMm) return false;
  }
  return true;
}

bool hasAorta(const std::vector<IndexBox>& boxes) {
  for (std::size_t label = 0; label < boxes.size(); ++label)
    if (isAorta(static_cast<std::uint8_t>(label)) && !boxes[label].empty()) return true;
  return false;
}

/// What changed, by what it belongs to.
struct Changes {
  bool heart = false;  ///< aorta or ventricle, and where they part
  IndexBox all;        ///< of the voxels that differ
  IndexBox aorta;      ///< where a voxel became aorta or ceased to be
  bool left = false, right = false;
};

Changes changesOf(const LabelMap& before, const LabelMap& after) {
  const Index3& size = after.geometry().size;
  Changes changes;
  changes.all = changes.aorta = {size, {0, 0, 0}};
  for (int k = 0; k < size[2]; ++k) {
    const auto a = before.slice(k), b = after.slice(k);
    if (a.data() == b.data() || std::memcmp(a.data(), b.data(), a.size()) == 0) continue;
    std::size_t at = 0;
    for (int j = 0; j < size[1]; ++j)
      for (int i = 0; i < size[0]; ++i, ++at) {
        if (a[at] == b[at]) continue;
        join(changes.all, {i, j, k});
        for (const std::uint8_t label : {a[at], b[at]}) {
          changes.heart = changes.heart || isAorta(label) || isLeftVentricle(label);
          changes.left = changes.left || label == value(TavrLabel::iliacLeft);
          changes.right = changes.right || label == value(TavrLabel::iliacRight);
        }
        if (isAorta(a[at]) != isAorta(b[at])) join(changes.aorta, {i, j, k});
      }
  }
  return changes;
}

}  // namespace

IndexBox changedBox(const LabelMap& before, const LabelMap& after) {
  if (before.geometry().size != after.geometry().size) return {{0, 0, 0}, after.geometry().size};
  return changesOf(before, after).all;
}

TouchedParts touchedParts(const LabelMap& before, const LabelMap& after) {
  TouchedParts touched;
  if (before.geometry().size != after.geometry().size) return touched;
  const Changes changes = changesOf(before, after);
  const Vec3 spacing = after.geometry().spacing();
  const std::vector<IndexBox> boxes = labelBoxes(after);
  const auto isNear = [&](const IndexBox& change, TavrLabel label, double nearMm) {
    return areNear(change, boxes[value(label)], spacing, nearMm);
  };
  touched.root = changes.heart;
  for (const TavrLabel part : {TavrLabel::aorticRoot, TavrLabel::valve, TavrLabel::annulus})
    touched.root = touched.root || isNear(changes.all, part, kNearMm);
  touched.vessels[indexOf(Vessel::aorta)] = changes.heart;
  // Where there is an aorta at all, an iliac artery has to begin at it.
  const bool begins = !changes.aorta.empty() && hasAorta(boxes) != hasAorta(labelBoxes(before));
  const auto isTouched = [&](bool own, TavrLabel label) {
    return own || begins || isNear(changes.aorta, label, kNearMm) || isNear(changes.all, label, kBesideMm);
  };
  touched.vessels[indexOf(Vessel::iliacLeft)] = isTouched(changes.left, TavrLabel::iliacLeft);
  touched.vessels[indexOf(Vessel::iliacRight)] = isTouched(changes.right, TavrLabel::iliacRight);
  return touched;
}

}  // namespace valvista::planning
