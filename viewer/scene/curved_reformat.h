// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "viewer/scene/slice_geometry.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace valvista::viewer {

/// Stretched: the centreline is a straight vertical line, lengths along it are true. Curved: the centreline
/// keeps its sideways course; the surface is swept along `across`, unrolled, and lengths on it are true.
/// Where the vessel turns back, as in the aortic arch, the surface would show both of its limbs twice: each
/// row ends half-way to the other limb.
enum class ReformatMode : std::uint8_t { stretched, curved };

/// A surface along a vessel, unrolled to a picture: row by row along the centreline (stretched) or along the
/// centreline as seen in the direction of `across` (curved). Pure geometry; sampled through `points`. Places
/// of the picture are millimetres: x across, y along, y = 0 at the proximal end.
class CurvedReformat {
 public:
  CurvedReformat() = default;
  /// `centreline` from proximal to distal, LPS. `turn` rotates the cut about the centreline, radians.
  /// Frames are transported along the line without twist. Throws std::invalid_argument for fewer than two
  /// points or no length.
  CurvedReformat(Polyline centreline, ReformatMode mode, double turn);

  ReformatMode mode() const { return mode_; }
  bool empty() const { return nodes_.empty(); }
  /// Without its repeated points.
  const Polyline& centreline() const { return centreline_; }
  double lengthMm() const;
  /// Height of the whole picture in mm: the length (stretched) or the extent of the course (curved).
  double heightMm() const;
  /// How far the centreline goes sideways in the picture, from the leftmost to the rightmost: 0 for
  /// stretched.
  double courseWidthMm() const { return courseWidthMm_; }

  /// Sample points of a picture: `width` x `height`, `mmPerPixel`, centred on `centreMm` (x = 0 is the
  /// centreline for stretched and the middle of its course for curved). Row by row; a point that lies on no
  /// part of the surface is absent (NaN).
  void points(double mmPerPixel, const Vec2& centreMm, int width, int height,
              std::vector<Vec3>& points) const;
  /// The patient point seen at a place of the picture; absent beyond the surface.
  std::optional<Vec3> lpsFromPicture(const Vec2& mm) const;
  /// Where a patient point near the centreline is seen: its perpendicular foot on the surface. Absent beyond
  /// the ends.
  std::optional<Vec2> pictureFromLps(const Vec3& lps) const;
  /// Distance along the centreline of a place of the picture, clamped to its ends.
  double alongFromPicture(const Vec2& mm) const;
  /// Where the centreline is seen at a distance along it (clamped).
  Vec2 pictureFromAlong(double alongMm) const;
  /// Place and direction of the centreline at a distance along it (clamped); normal points distally.
  Plane planeAt(double alongMm) const;
  /// Unit direction that the picture's x has in the patient at a distance along the centreline (clamped).
  Vec3 acrossAt(double alongMm) const;
  /// Distance along the centreline of the point nearest to `lps`.
  double alongNearest(const Vec3& lps) const;

 private:
  /// A point of the centreline: distances along it and down the picture, and its frame.
  struct Node {
    double along = 0.0, down = 0.0;
    Vec3 tangent, across;
    double left = -1e9, right = 1e9;  ///< x at which its row begins and ends
  };
  /// A place between nodes `segment` and `segment + 1`.
  struct Place {
    std::size_t segment = 0;
    double fraction = 0.0;
  };

  void transportFrames(double turn);
  void sweep(double turn);
  void endRowsBetweenLimbs();
  bool isInRow(const Place& place, double x) const;
  Place placeAt(double value, double Node::*measure) const;
  Vec3 pointAt(const Place& place) const;
  Vec3 tangentAt(const Place& place) const;
  Vec3 acrossAt(const Place& place) const;
  double alongAt(const Place& place) const;
  double downAt(const Place& place) const;
  /// Where the row of the picture through a place begins to count x.
  Vec3 rowOrigin(const Place& place) const;
  std::optional<Vec2> stretchedFromLps(const Vec3& lps) const;
  /// Curved: the place of the course that covers `lps`, seen along `across`.
  Place footOnCourse(const Vec3& lps) const;
  std::optional<Vec2> curvedFromLps(const Vec3& lps) const;
  /// Millimetres of `lps` distal to the cross section at a place.
  double aheadOf(const Place& place, const Vec3& lps) const;

  Polyline centreline_;
  std::vector<Node> nodes_;  ///< one per point
  ReformatMode mode_ = ReformatMode::stretched;
  Vec3 middle_;  ///< curved: x = 0
  double courseWidthMm_ = 0.0;
};

}  // namespace valvista::viewer
