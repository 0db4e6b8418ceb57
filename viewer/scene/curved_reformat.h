// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "viewer/scene/slice_geometry.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::viewer {

/// Stretched: the centreline is a straight vertical line, lengths along it are true. Curved: the centreline
/// keeps its course in the picture (the reformat surface is swept along `across`, perpendicular to its main
/// plane).
enum class ReformatMode : std::uint8_t { stretched, curved };

/// A surface along a vessel, unrolled to a picture: row by row along the centreline (stretched) or along the
/// course of the projected centreline (curved). Pure geometry; sampled through `points`.
class CurvedReformat {
 public:
  CurvedReformat() = default;
  /// `centreline` from proximal to distal, LPS. `turn` rotates the cut about the centreline, radians.
  /// Frames are transported along the line without twist. Throws std::invalid_argument for fewer than two
  /// points or no length.
  CurvedReformat(Polyline centreline, ReformatMode mode, double turn);

  ReformatMode mode() const { return mode_; }
  bool empty() const { return centreline_.empty(); }
  const Polyline& centreline() const { return centreline_; }
  double lengthMm() const;
  /// Height of the whole picture in mm: the length (stretched) or the extent of the course (curved).
  double heightMm() const;

  /// Sample points of a picture: `width` x `height`, `mmPerPixel`, centred on `centreMm` (x across, y along;
  /// x = 0 is the centreline for stretched). Row by row; a point that lies on no part of the surface is
  /// absent (NaN).
  void points(double mmPerPixel, const Vec2& centreMm, int width, int height,
              std::vector<Vec3>& points) const;
  /// The patient point seen at a place of the picture; absent beyond the surface.
  std::optional<Vec3> lpsFromPicture(const Vec2& mm) const;
  /// Where a patient point near the centreline is seen: its perpendicular foot on the surface.
  std::optional<Vec2> pictureFromLps(const Vec3& lps) const;
  /// Distance along the centreline of a place of the picture, and back to the point on the centreline.
  double alongFromPicture(const Vec2& mm) const;
  /// Place and direction of the centreline at a distance along it (clamped); normal points distally.
  Plane planeAt(double alongMm) const;
  /// Distance along the centreline of the point nearest to `lps`.
  double alongNearest(const Vec3& lps) const;

 private:
  Polyline centreline_;
  ReformatMode mode_ = ReformatMode::stretched;
  double turn_ = 0.0;
};

}  // namespace valvista::viewer
