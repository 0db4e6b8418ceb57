// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/measure/touched_parts.h"

#include "planning/anatomy/cross_section.h"
#include "planning/model/tavr_labels.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace valvista::planning {

namespace {

/// Further from an iliac artery than anything of the aorta that its measuring looks at.
constexpr double kNearMm = 40.0;
/// Further from its wall than another lumen that a section leaves out.
constexpr double kBesideMm = 10.0;

void appendChanges(std::span<const std::uint8_t> before, std::span<const std::uint8_t> after, int j, int k,
                   VoxelRuns& runs) {
  if (std::memcmp(before.data(), after.data(), before.size()) == 0) return;
  const int size = static_cast<int>(before.size());
  const auto differs = [&](int i) {
    const auto at = static_cast<std::size_t>(i);
    return before[at] != after[at];
  };
  for (int i = 0; i < size; ++i) {
    if (!differs(i)) continue;
    const int begin = i;
    while (i < size && differs(i)) ++i;
    runs.push_back({k, j, begin, i});
  }
}

/// Whether a voxel of the set lies in the box, which may reach out of the grid.
bool occursIn(const LabelMap& labels, IndexBox box, const LabelSet& set) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    box.begin[axis] = std::max(0, box.begin[axis]);
    box.end[axis] = std::min(labels.geometry().size[axis], box.end[axis]);
  }
  const auto width = static_cast<std::size_t>(labels.geometry().size[0]);
  for (int k = box.begin[2]; k < box.end[2]; ++k) {
    if (labels.isBackground(k)) continue;
    for (int j = box.begin[1]; j < box.end[1]; ++j) {
      const auto row = labels.slice(k).subspan(static_cast<std::size_t>(j) * width, width);
      if (std::any_of(row.begin() + box.begin[0], row.begin() + box.end[0],
                      [&](std::uint8_t label) { return set[label]; }))
        return true;
    }
  }
  return false;
}

LabelSet labelsOfAorta() {
  LabelSet set{};
  for (std::size_t label = 0; label < set.size(); ++label)
    set[label] = isAorta(static_cast<std::uint8_t>(label));
  return set;
}

/// Whether one map has an aorta and the other has none; they differ in voxels of it within `box`.
bool appears(const LabelMap& before, const LabelMap& after, const IndexBox& box) {
  const LabelSet aorta = labelsOfAorta();
  const IndexBox around = grown(box, after.geometry().spacing(), kNearMm);
  const IndexBox whole{{0, 0, 0}, after.geometry().size};
  const auto has = [&](const LabelMap& labels) {
    return occursIn(labels, around, aorta) || occursIn(labels, whole, aorta);
  };
  return has(before) != has(after);
}

/// What changed, by what it belongs to.
struct Changes {
  bool heart = false;  ///< aorta or ventricle, and where they part
  IndexBox all;        ///< of the voxels that differ
  IndexBox aorta;      ///< where a voxel became aorta or ceased to be
  bool left = false, right = false;
};

Changes changesOf(const LabelMap& before, const LabelMap& after, const VoxelRuns& changed) {
  Changes changes;
  VoxelRuns aorta;
  for (const VoxelRun& run : changed)
    for (int i = run.begin; i < run.end; ++i) {
      const std::uint8_t a = before.at({i, run.j, run.k}), b = after.at({i, run.j, run.k});
      for (const std::uint8_t label : {a, b}) {
        changes.heart = changes.heart || isAorta(label) || isLeftVentricle(label);
        changes.left = changes.left || label == value(TavrLabel::iliacLeft);
        changes.right = changes.right || label == value(TavrLabel::iliacRight);
      }
      if (isAorta(a) != isAorta(b)) aorta.push_back({run.k, run.j, i, i + 1});
    }
  changes.all = boxOf(changed);
  changes.aorta = boxOf(aorta);
  return changes;
}

}  // namespace

VoxelRuns changedRuns(const LabelMap& before, const LabelMap& after) {
  const Index3& size = after.geometry().size;
  const bool same = before.geometry().size == size;
  const auto width = static_cast<std::size_t>(size[0]);
  VoxelRuns runs;
  for (int k = 0; k < size[2]; ++k) {
    if (same && before.slice(k).data() == after.slice(k).data()) continue;
    for (int j = 0; j < size[1]; ++j) {
      const auto rowOf = [&](const LabelMap& labels) {
        return labels.slice(k).subspan(static_cast<std::size_t>(j) * width, width);
      };
      if (same)
        appendChanges(rowOf(before), rowOf(after), j, k, runs);
      else
        runs.push_back({k, j, 0, size[0]});
    }
  }
  return runs;
}

TouchedParts touchedParts(const LabelMap& before, const LabelMap& after, const VoxelRuns& changed) {
  if (before.geometry().size != after.geometry().size) return {};
  const Changes changes = changesOf(before, after, changed);
  const auto isNear = [&](const IndexBox& change, std::initializer_list<TavrLabel> labels, double nearMm) {
    LabelSet set{};
    for (const TavrLabel label : labels) set[value(label)] = true;
    return !change.empty() && occursIn(after, grown(change, after.geometry().spacing(), nearMm), set);
  };
  TouchedParts touched;
  touched.root = changes.heart ||
                 isNear(changes.all, {TavrLabel::aorticRoot, TavrLabel::valve, TavrLabel::annulus}, kNearMm);
  touched.vessels[indexOf(Vessel::aorta)] = changes.heart;
  // Where there is an aorta at all, an iliac artery has to begin at it.
  const bool begins = !changes.aorta.empty() && appears(before, after, changes.aorta);
  const auto isTouched = [&](bool own, TavrLabel label) {
    return own || begins || isNear(changes.aorta, {label}, kNearMm) ||
           isNear(changes.all, {label}, kBesideMm);
  };
  touched.vessels[indexOf(Vessel::iliacLeft)] = isTouched(changes.left, TavrLabel::iliacLeft);
  touched.vessels[indexOf(Vessel::iliacRight)] = isTouched(changes.right, TavrLabel::iliacRight);
  return touched;
}

}  // namespace valvista::planning
