// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/slice_overlay.h"

#include "viewer/scene/evidence_lines.h"
#include "viewer/scene/view_colours.h"

#include <QPolygonF>

#include <array>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kInSliceMm = 0.75;  ///< nearer to the plane counts as in the slice
constexpr double kCrossingRadius = 2.5;

QColor colour(const Rgb& rgb, int alpha) {
  return {rgb[0], rgb[1], rgb[2], alpha};
}

QPolygonF onScreen(const SliceGeometry& geometry, const Polyline& line) {
  QPolygonF points;
  for (const Vec3& lps : line) {
    const Vec2 screen = geometry.screenFromLps(lps);
    points.append({screen.x, screen.y});
  }
  return points;
}

}  // namespace

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
