// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/edit/paint_rules.h"

namespace valvista::planning {

PaintOutcome& PaintOutcome::operator+=(const PaintOutcome& other) {
  changed += other.changed, already += other.already, locked += other.locked;
  notChosen += other.notChosen, outsideHu += other.outsideHu, notInImage += other.notInImage;
  return *this;
}

bool isOnGrid(const Volume& ct, const LabelMap& labels) {
  constexpr double kSameMm = 0.01;
  return !ct.empty() && cornerMismatch(ct.geometry(), labels.geometry()) < kSameMm;
}

VoxelPainter::VoxelPainter(LabelMap& labels, const Volume& ct, const PaintRules& rules)
    : labels_(labels), ct_(ct), rules_(rules), hasCt_(isOnGrid(ct, labels)) {}

void VoxelPainter::paint(const Index3& ijk) {
  const std::uint8_t old = labels_.at(ijk);
  if (old == rules_.label) {
    ++outcome_.already;
  } else if (rules_.locked[old]) {
    ++outcome_.locked;
  } else if (!rules_.over[old]) {
    ++outcome_.notChosen;
  } else if (rules_.hu && !(hasCt_ && rules_.hu->contains(ct_.at(ijk)))) {
    ++outcome_.outsideHu;
  } else {
    labels_.set(ijk, rules_.label);
    ++outcome_.changed;
  }
}

}  // namespace valvista::planning
