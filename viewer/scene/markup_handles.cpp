// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/scene/markup_handles.h"

#include "viewer/scene/evidence_lines.h"

#include <cmath>

namespace valvista::viewer {
namespace {

/// A shorter half of a trace has no room for handles to tilt it by.
constexpr double kLeastHalfTrace = 24.0;

/// The crosshair often stands in the middle of a trace and must stay within reach.
Vec3 besideMiddle(const std::pair<Vec3, Vec3>& trace, const SliceGeometry& geometry) {
  constexpr double kShare = 0.7;  // of the way from end to end
  const Vec2 a = geometry.screenFromLps(trace.first), b = geometry.screenFromLps(trace.second);
  const bool rightwards = b.x > a.x || (b.x == a.x && b.y > a.y);
  const Vec3& from = rightwards ? trace.first : trace.second;
  const Vec3& to = rightwards ? trace.second : trace.first;
  return from + (to - from) * kShare;
}

Plane tilted(const Plane& plane, const Vec3& pivot, const Vec3& axis, double radians) {
  const Mat3 turn = rotation(axis, radians);
  return {pivot + turn * (plane.origin - pivot), normalized(turn * plane.normal)};
}

}  // namespace

std::optional<std::pair<Vec3, Vec3>> traceOf(const Markup& markup, const SliceGeometry& geometry) {
  const bool seenAsTrace = markup.kind == MarkupKind::plane || markup.kind == MarkupKind::level;
  if (!seenAsTrace || !markup.plane) return std::nullopt;
  return planeTrace(*markup.plane, markup.radiusMm, {geometry.centre(), geometry.axes().into()});
}

std::vector<MarkupHandle> handlesOf(const Markup& markup, const SliceGeometry& geometry, double throughMm) {
  std::vector<MarkupHandle> handles;
  for (std::size_t i = 0; i < markup.points.size(); ++i)
    handles.push_back(
        {HandlePart::point, i, markup.points[i], std::abs(geometry.depthOf(markup.points[i])) <= throughMm});
  if (const auto trace = traceOf(markup, geometry)) {
    handles.push_back({HandlePart::line, 0, besideMiddle(*trace, geometry)});
    const double half = distance(trace->first, trace->second) / 2 / geometry.mmPerPixel();
    if (markup.kind == MarkupKind::plane && half >= kLeastHalfTrace) {
      handles.push_back({HandlePart::end, 0, trace->first});
      handles.push_back({HandlePart::end, 1, trace->second});
    }
  }
  return handles;
}

Polyline outlineOf(const Markup& markup) {
  switch (markup.kind) {
    case MarkupKind::polygon: {
      Polyline closed = markup.points;
      if (closed.size() > 2) closed.push_back(closed.front());
      return closed;
    }
    case MarkupKind::distance:
    case MarkupKind::angle:
    case MarkupKind::centreline:
      return markup.points;
    default:
      return {};
  }
}

Markup draggedBy(const Markup& start, const MarkupHandle& handle, const SliceGeometry& geometry,
                 const Vec2& from, const Vec2& to) {
  Markup moved = start;
  const Vec3 grabbed = geometry.lpsFromScreen(from), now = geometry.lpsFromScreen(to);
  const Vec3 by = now - grabbed;
  switch (handle.part) {
    case HandlePart::point:
      moved.points.at(handle.index) += by;
      break;
    case HandlePart::whole:
      for (Vec3& point : moved.points) point += by;
      break;
    case HandlePart::line:
      // The slice shows the plane's foot on it, so the trace stays under the mouse at any obliquity.
      if (moved.plane) moved.plane->origin += moved.plane->normal * dot(by, moved.plane->normal);
      break;
    case HandlePart::end:
      if (const auto trace = traceOf(start, geometry)) {
        const Vec3 pivot = (trace->first + trace->second) / 2.0, into = geometry.axes().into();
        const Vec3 a = grabbed - pivot, b = now - pivot;
        moved.plane = tilted(*start.plane, pivot, into, std::atan2(dot(cross(a, b), into), dot(a, b)));
      }
      break;
  }
  return moved;
}

}  // namespace valvista::viewer
