// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/slice_overlay.h"

#include "viewer/scene/evidence_lines.h"
#include "viewer/scene/view_colours.h"

#include <QPolygonF>

#include <array>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kCrosshairGap = 8.0;  ///< pixels left free around the point itself
constexpr double kInSliceMm = 0.75;    ///< nearer to the plane counts as in the slice
constexpr double kCrossingRadius = 2.5;

QColor colour(const Rgb& rgb, int alpha) {
  return {rgb[0], rgb[1], rgb[2], alpha};
}

/// The view whose slices have this normal.
SliceOrientation viewAlong(const Vec3& normal) {
  if (std::abs(normal.z) > 0.5) return SliceOrientation::axial;
  return std::abs(normal.y) > 0.5 ? SliceOrientation::coronal : SliceOrientation::sagittal;
}

QPolygonF onScreen(const SliceGeometry& geometry, const Polyline& line) {
  QPolygonF points;
  for (const Vec3& lps : line) {
    const Vec2 screen = geometry.screenFromLps(lps);
    points.append({screen.x, screen.y});
  }
  return points;
}

/// On the middle of a pixel, so that a one-pixel line is one pixel wide.
double crisp(double coordinate) {
  return std::floor(coordinate) + 0.5;
}

}  // namespace

void drawCrosshair(QPainter& painter, const SliceGeometry& geometry, const Vec3& crosshair) {
  const Vec2 exact = geometry.screenFromLps(crosshair);
  const double x = crisp(exact.x), y = crisp(exact.y);
  const Vec2& size = geometry.screenSize();
  painter.setPen(QPen(colour(colourOf(viewAlong(geometry.axes().right)), 200), 1.0));
  painter.drawLine(QPointF(x, 0.0), QPointF(x, y - kCrosshairGap));
  painter.drawLine(QPointF(x, y + kCrosshairGap), QPointF(x, size.y));
  painter.setPen(QPen(colour(colourOf(viewAlong(geometry.axes().down)), 200), 1.0));
  painter.drawLine(QPointF(0.0, y), QPointF(x - kCrosshairGap, y));
  painter.drawLine(QPointF(x + kCrosshairGap, y), QPointF(size.x, y));
}

void drawEvidence(QPainter& painter, const SliceGeometry& geometry, const planning::Evidence& evidence) {
  const Plane slice{geometry.centre(), geometry.axes().into()};
  const SlicedLines lines = splitAtSlice(evidence.lines, slice, kInSliceMm);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  if (const auto trace = planeTrace(evidence, slice)) {
    painter.setPen(QPen(colour({255, 255, 255}, 220), 1.2, Qt::DashLine));
    painter.drawPolyline(onScreen(geometry, {trace->first, trace->second}));
  }
  painter.setPen(QPen(colour(kEvidenceColour, 150), 1.0, Qt::DotLine));
  for (const Polyline& line : lines.offSlice) painter.drawPolyline(onScreen(geometry, line));
  painter.setPen(QPen(colour(kEvidenceColour, 255), 2.0));
  for (const Polyline& line : lines.inSlice) {
    // A line that only crosses the slice would be a speck.
    if (lengthOf(line) < 4 * kInSliceMm) {
      const Vec2 at = geometry.screenFromLps(line[line.size() / 2]);
      painter.drawEllipse(QPointF(at.x, at.y), kCrossingRadius, kCrossingRadius);
    }
    painter.drawPolyline(onScreen(geometry, line));
  }
  painter.restore();
}

}  // namespace valvista::viewer
