// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/slice_crosshair.h"

#include "viewer/scene/view_colours.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace valvista::viewer {
namespace {

// Device-independent pixels.
constexpr double kGap = 8.0;          ///< left free around the point itself
constexpr double kCentreReach = 7.0;  ///< within the gap, so that a line is never taken for the centre
constexpr double kLineReach = 4.0, kGripReach = 8.0;
constexpr double kGripRadius = 3.5, kStrongGripRadius = 5.0;
constexpr double kGripShare = 0.7;      ///< of the way to the view's border
constexpr double kShortestSide = 50.0;  ///< a grip nearer to the centre would be in the way
constexpr int kLineAlpha = 200;

QColor lineColour(const CrosshairLine& line, int alpha) {
  const Rgb rgb = colourOf(line.view);
  return {rgb[0], rgb[1], rgb[2], alpha};
}

bool isAlongAxis(const Vec2& direction) {
  constexpr double kNegligible = 1e-6;
  return std::abs(direction.x) < kNegligible || std::abs(direction.y) < kNegligible;
}

}  // namespace

SliceCrosshair::SliceCrosshair(const SliceGeometry& geometry, SliceOrientation own, const Mat3& cross_,
                               const Vec3& lps)
    : size_(geometry.screenSize()), centre_(geometry.screenFromLps(lps)) {
  std::size_t next = 0;
  for (const auto view : {SliceOrientation::axial, SliceOrientation::coronal, SliceOrientation::sagittal}) {
    if (view == own) continue;
    const Vec3 normal = axesOf(view, cross_).into();
    const Vec3 trace = normalized(cross(normal, geometry.axes().into()));
    lines_.at(next++) = {view, normal, {dot(trace, geometry.axes().right), dot(trace, geometry.axes().down)}};
  }
}

double SliceCrosshair::wayToBorder(const Vec2& direction) const {
  const auto way = [](double from, double step, double size) {
    if (std::abs(step) < 1e-9) return std::numeric_limits<double>::infinity();
    return ((step > 0.0 ? size : 0.0) - from) / step;
  };
  return std::min(way(centre_.x, direction.x, size_.x), way(centre_.y, direction.y, size_.y));
}

std::optional<Vec2> SliceCrosshair::grip(std::size_t line, bool forward) const {
  const Vec2& along = lines_.at(line).direction;
  const Vec2 side = forward ? along : Vec2{-along.x, -along.y};
  const double way = wayToBorder(side) * kGripShare;
  if (way < kShortestSide) return std::nullopt;
  return Vec2{centre_.x + side.x * way, centre_.y + side.y * way};
}

CrosshairHit SliceCrosshair::hit(const Vec2& screen) const {
  const Vec2 from{screen.x - centre_.x, screen.y - centre_.y};
  if (std::hypot(from.x, from.y) <= kCentreReach) return {CrosshairPart::centre, 0};
  for (std::size_t i = 0; i < lines_.size(); ++i)
    for (const bool forward : {true, false})
      if (const auto at = grip(i, forward);
          at && std::hypot(screen.x - at->x, screen.y - at->y) <= kGripReach)
        return {CrosshairPart::grip, i};
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Vec2& along = lines_[i].direction;
    if (std::abs(from.x * along.y - from.y * along.x) <= kLineReach) return {CrosshairPart::line, i};
  }
  return {};
}

void SliceCrosshair::drawLine(QPainter& painter, std::size_t line, bool strong) const {
  const Vec2& along = lines_[line].direction;
  // A one-pixel line along the pixels is one pixel wide only on their middle.
  const bool crisp = isAlongAxis(along);
  const QPointF middle = crisp ? QPointF(std::floor(centre_.x) + 0.5, std::floor(centre_.y) + 0.5)
                               : QPointF(centre_.x, centre_.y);
  painter.setRenderHint(QPainter::Antialiasing, !crisp);
  painter.setPen(QPen(lineColour(lines_[line], strong ? 255 : kLineAlpha), strong ? 2.0 : 1.0));
  for (const double sign : {1.0, -1.0}) {
    const Vec2 side{along.x * sign, along.y * sign};
    const double way = wayToBorder(side);
    if (way <= kGap) continue;
    const QPointF step(side.x, side.y);
    painter.drawLine(middle + step * kGap, middle + step * way);
  }
}

void SliceCrosshair::drawGrips(QPainter& painter, std::size_t line, bool strong) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(QColor(0, 0, 0, 160), 1.0));
  painter.setBrush(lineColour(lines_[line], 255));
  const double radius = strong ? kStrongGripRadius : kGripRadius;
  for (const bool forward : {true, false})
    if (const auto at = grip(line, forward)) painter.drawEllipse(QPointF(at->x, at->y), radius, radius);
}

void SliceCrosshair::draw(QPainter& painter, const CrosshairHit& hovered) const {
  const bool inside = centre_.x >= 0.0 && centre_.y >= 0.0 && centre_.x <= size_.x && centre_.y <= size_.y;
  if (!inside) return;
  painter.save();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const bool here = hovered.line == i;
    drawLine(painter, i, here && hovered.part == CrosshairPart::line);
    drawGrips(painter, i, here && hovered.part == CrosshairPart::grip);
  }
  painter.restore();
}

}  // namespace valvista::viewer
