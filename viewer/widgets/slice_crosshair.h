// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_geometry.h"

#include <QPainter>

#include <array>
#include <cstdint>
#include <optional>

namespace valvista::viewer {

/// The plane of another view, seen in this one.
struct CrosshairLine {
  SliceOrientation view = SliceOrientation::axial;  ///< whose plane it is; it has this view's colour
  Vec3 normal;                                      ///< LPS
  Vec2 direction;                                   ///< unit, on the screen
};

enum class CrosshairPart : std::uint8_t {
  none,
  centre,  ///< moves the crosshair
  line,    ///< moves that plane along its normal
  grip,    ///< turns the other two planes about this view's normal
};

struct CrosshairHit {
  CrosshairPart part = CrosshairPart::none;
  std::size_t line = 0;  ///< of a line or a grip
  bool operator==(const CrosshairHit&) const = default;
};

/// The planes of the two other views as lines through the crosshair, open around its centre, each with two
/// grips.
class SliceCrosshair {
 public:
  /// `cross` is the rotation of the three planes (see axesOf); `lps` is where they meet.
  SliceCrosshair(const SliceGeometry& geometry, SliceOrientation own, const Mat3& cross, const Vec3& lps);

  Vec2 centre() const { return centre_; }
  const std::array<CrosshairLine, 2>& lines() const { return lines_; }
  /// At a share of the way from the centre to the view's border; absent on a side that is too short.
  std::optional<Vec2> grip(std::size_t line, bool forward) const;
  CrosshairHit hit(const Vec2& screen) const;
  /// The part under the mouse is drawn stronger.
  void draw(QPainter& painter, const CrosshairHit& hovered) const;

 private:
  /// From the centre to the view's border.
  double wayToBorder(const Vec2& direction) const;
  void drawLine(QPainter& painter, std::size_t line, bool strong) const;
  void drawGrips(QPainter& painter, std::size_t line, bool strong) const;

  Vec2 size_, centre_;
  std::array<CrosshairLine, 2> lines_;
};

}  // namespace valvista::viewer
