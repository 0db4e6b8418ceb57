// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"

#include <string>

namespace valvista::viewer {

/// The way a slice is looked at: where the screen's right and bottom lie in the patient (unit vectors, LPS).
struct SliceAxes {
  Vec3 right, down;
  /// Away from the viewer.
  constexpr Vec3 into() const { return cross(right, down); }
  constexpr bool operator==(const SliceAxes&) const = default;
};

enum class SliceOrientation { axial, coronal, sagittal };

/// Radiological convention: axial seen from the feet with the patient's right on the screen's left, coronal
/// from the front, sagittal from the patient's left with the front on the screen's left.
SliceAxes axesOf(SliceOrientation orientation);
/// The same three views after the whole cross of planes was turned: `rotation` maps the directions of the
/// straight views to those of the turned ones (LPS), so that they stay perpendicular to each other.
SliceAxes axesOf(SliceOrientation orientation, const Mat3& rotation);

/// A grid of sample points on a world plane; sample (column, row) is at `origin + right * column + down *
/// row`.
struct SliceGrid {
  Vec3 origin, right, down;  ///< mm; `right` and `down` are the steps from sample to sample
  int width = 0, height = 0;
  bool operator==(const SliceGrid&) const = default;
};

/// Maps a slice view's screen to the patient and back. Screen positions are in device-independent pixels from
/// the top left corner, as mouse events give them: the first pixel spans 0 to 1 and is centred at 0.5.
class SliceGeometry {
 public:
  SliceGeometry() = default;
  /// `centre` (LPS) is shown in the middle of a screen of `width` x `height` pixels.
  SliceGeometry(const SliceAxes& axes, const Vec3& centre, double mmPerPixel, const Vec2& screenSize);

  const SliceAxes& axes() const { return axes_; }
  const Vec3& centre() const { return centre_; }
  double mmPerPixel() const { return mmPerPixel_; }
  const Vec2& screenSize() const { return screenSize_; }

  /// The point of the slice plane under a screen position.
  Vec3 lpsFromScreen(const Vec2& screen) const;
  /// Where the point's perpendicular foot on the slice plane is seen.
  Vec2 screenFromLps(const Vec3& lps) const;
  /// Millimetres behind the slice plane, negative in front of it.
  double depthOf(const Vec3& lps) const { return dot(lps - centre_, axes_.into()); }
  /// One sample in the middle of every device pixel; `scale` is the device pixel ratio.
  SliceGrid devicePixels(double scale) const;

 private:
  SliceAxes axes_{{1, 0, 0}, {0, 1, 0}};
  Vec3 centre_;
  double mmPerPixel_ = 1.0;
  Vec2 screenSize_;
};

}  // namespace valvista::viewer
