// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/slice_geometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace valvista::viewer {

SliceAxes axesOf(SliceOrientation orientation) {
  switch (orientation) {
    case SliceOrientation::axial:
      return {{1, 0, 0}, {0, 1, 0}};
    case SliceOrientation::coronal:
      return {{1, 0, 0}, {0, 0, -1}};
    case SliceOrientation::sagittal:
      break;
  }
  return {{0, 1, 0}, {0, 0, -1}};
}

SliceAxes axesOf(SliceOrientation orientation, const Mat3& rotation) {
  const SliceAxes straight = axesOf(orientation);
  return {rotation * straight.right, rotation * straight.down};
}

SliceGeometry::SliceGeometry(const SliceAxes& axes, const Vec3& centre, double mmPerPixel,
                             const Vec2& screenSize)
    : axes_(axes), centre_(centre), mmPerPixel_(mmPerPixel), screenSize_(screenSize) {}

Vec3 SliceGeometry::lpsFromScreen(const Vec2& screen) const {
  return centre_ + axes_.right * ((screen.x - screenSize_.x / 2) * mmPerPixel_) +
         axes_.down * ((screen.y - screenSize_.y / 2) * mmPerPixel_);
}

Vec2 SliceGeometry::screenFromLps(const Vec3& lps) const {
  const Vec3 fromCentre = lps - centre_;
  return {screenSize_.x / 2 + dot(fromCentre, axes_.right) / mmPerPixel_,
          screenSize_.y / 2 + dot(fromCentre, axes_.down) / mmPerPixel_};
}

SliceGrid SliceGeometry::devicePixels(double scale) const {
  const double step = mmPerPixel_ / scale;
  SliceGrid grid;
  grid.origin = lpsFromScreen({0.5 / scale, 0.5 / scale});
  grid.right = axes_.right * step;
  grid.down = axes_.down * step;
  grid.width = static_cast<int>(std::lround(screenSize_.x * scale));
  grid.height = static_cast<int>(std::lround(screenSize_.y * scale));
  return grid;
}

}  // namespace valvista::viewer
