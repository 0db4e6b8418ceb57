// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace valvista::planning {

/// What one edit changed in a label map: the label before and after of every voxel that differs, run-length
/// coded. Undo, redo and the journal of strokes all keep edits in this form.
class LabelChange {
 public:
  LabelChange() = default;
  /// The difference of two maps on one grid. Slices that the maps share are not looked at, so that the cost
  /// is that of the slices that were written to. Throws std::invalid_argument when the sizes differ.
  LabelChange(const LabelMap& before, const LabelMap& after);
  /// Reads what encoded() wrote. Throws std::domain_error saying what is wrong with it: no bytes, however
  /// damaged, make a change that reaches outside its own grid.
  static LabelChange decoded(std::span<const std::byte> bytes);

  bool empty() const { return voxels_ == 0; }
  /// Of the grid that it belongs to.
  const Index3& size() const { return size_; }
  /// Tight box of the voxels that change.
  const IndexBox& box() const { return box_; }
  std::size_t voxels() const { return voxels_; }
  /// Labels that appear or go, indexed by label.
  const std::vector<bool>& touched() const { return touched_; }
  /// Bytes that it keeps in memory.
  std::size_t bytes() const { return runs_.capacity(); }

  /// Throws std::logic_error, with the map unchanged, when the map is not as it was before the change.
  void apply(LabelMap& labels) const;
  /// The way back; throws as apply() when the map is not as it was after it.
  void revert(LabelMap& labels) const;
  /// The change that leads back.
  LabelChange inverse() const;
  /// Writes the labels after the change, whatever is there: for maps that show the same voxels in another
  /// way.
  void paintOn(LabelMap& labels) const;

  std::vector<std::byte> encoded() const;

 private:
  void append(std::size_t index, std::size_t length, std::uint8_t before, std::uint8_t after);
  void note(std::size_t index, std::size_t length, std::uint8_t before, std::uint8_t after);
  /// Calls visit(index, length, before, after) for every run, in order of the voxels.
  template <class Visit>
  void forEachRun(Visit visit) const;
  void replace(LabelMap& labels, bool forwards) const;

  Index3 size_{0, 0, 0};
  IndexBox box_;
  std::size_t voxels_ = 0;
  std::size_t end_ = 0;  ///< index after the last run
  std::vector<bool> touched_ = std::vector<bool>(256, false);
  std::vector<std::byte> runs_;  ///< each: gap and length as variable-length numbers, label before, after
};

}  // namespace valvista::planning
