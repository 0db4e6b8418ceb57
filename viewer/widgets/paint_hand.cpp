// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/paint_hand.h"

#include <utility>

namespace valvista::viewer {

void PaintHand::setTool(PaintTool tool) {
  abandon();
  if (std::exchange(tool_, tool) != tool) Q_EMIT changed();
}

void PaintHand::setRadiusMm(double radius) {
  if (std::exchange(radiusMm_, radius) != radius) Q_EMIT changed();
}

void PaintHand::begin(const Vec3& lps, const Vec3& normal) {
  stroking_ = true;
  at_ = lps;
  normal_ = normal;
  Q_EMIT strokeBegan(lps, normal);
}

void PaintHand::moveTo(const Vec3& lps) {
  if (!stroking_) return;
  const Vec3 from = std::exchange(at_, lps);
  Q_EMIT strokeMoved(from, lps, normal_);
}

void PaintHand::end() {
  if (std::exchange(stroking_, false)) Q_EMIT strokeEnded();
}

void PaintHand::abandon() {
  if (std::exchange(stroking_, false)) Q_EMIT strokeAbandoned();
}

}  // namespace valvista::viewer
