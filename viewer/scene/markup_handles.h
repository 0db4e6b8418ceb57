// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/markup.h"
#include "viewer/scene/slice_geometry.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace valvista::viewer {

/// What of a markup can be taken hold of.
enum class HandlePart : std::uint8_t {
  point,  ///< moves one point within the slice
  line,   ///< of a trace, beside its middle: moves the plane along its normal
  end,    ///< of a trace: tilts the plane about the trace's middle and the direction of view
  whole,  ///< moves all points within the slice
};

struct MarkupHandle {
  HandlePart part = HandlePart::point;
  std::size_t index = 0;  ///< of the point
  Vec3 lps;
  bool inSlice = true;  ///< only then it can be dragged
};

/// The line in which the plane of a `plane` or `level` is seen; absent for the others, and where it is not.
std::optional<std::pair<Vec3, Vec3>> traceOf(const Markup& markup, const SliceGeometry& geometry);

/// Handles that a slice shows; points count as lying in it within `throughMm`.
std::vector<MarkupHandle> handlesOf(const Markup& markup, const SliceGeometry& geometry, double throughMm);

/// The lines of a markup of points: a ruler, the arms of an angle, a closed polygon, a centreline. Empty for
/// the others.
Polyline outlineOf(const Markup& markup);

/// The markup after one of its handles was dragged over the slice's screen.
Markup draggedBy(const Markup& start, const MarkupHandle& handle, const SliceGeometry& geometry,
                 const Vec2& from, const Vec2& to);

}  // namespace valvista::viewer
