// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/markup_hit.h"

#include <algorithm>
#include <cmath>

namespace valvista::viewer {
namespace {

constexpr double kHandleReach = 9.0;  ///< pixels around a handle
constexpr double kLineReach = 5.0;    ///< pixels beside a line

double pixelsBetween(const Vec2& a, const Vec2& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

double pixelsToSegment(const Vec2& p, const Vec2& a, const Vec2& b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  if (length2 == 0.0) return pixelsBetween(p, a);
  const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0);
  return pixelsBetween(p, {a.x + t * dx, a.y + t * dy});
}

/// An annotation is moved as a whole by a line of it that lies in the slice.
bool isOnLine(const Markup& markup, const SliceGeometry& geometry, double throughMm, const Vec2& at) {
  const Polyline line = outlineOf(markup);
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const bool inSlice = std::abs(geometry.depthOf(line[i])) <= throughMm &&
                         std::abs(geometry.depthOf(line[i + 1])) <= throughMm;
    if (inSlice && pixelsToSegment(at, geometry.screenFromLps(line[i]),
                                   geometry.screenFromLps(line[i + 1])) <= kLineReach)
      return true;
  }
  return false;
}

}  // namespace

std::optional<MarkupHit> hitAt(const MarkupBoard& board, const SliceGeometry& geometry, double throughMm,
                               const Vec2& at) {
  std::optional<MarkupHit> best;
  double nearest = kHandleReach;
  for (const Markup& markup : board.markups()) {
    const bool selected = markup.id == board.selected();
    for (const MarkupHandle& handle : handlesOf(markup, geometry, throughMm)) {
      const double reach = pixelsBetween(at, geometry.screenFromLps(handle.lps));
      if (!handle.inSlice || reach > kHandleReach) continue;
      // The selected one wins wherever it is in reach at all.
      const double rank = selected ? reach - 2 * kHandleReach : reach;
      if (rank > nearest) continue;
      nearest = rank;
      best = MarkupHit{&markup, handle};
    }
  }
  if (best) return best;
  for (const Markup& markup : board.markups())
    if (markup.removable && isOnLine(markup, geometry, throughMm, at))
      return MarkupHit{&markup, {HandlePart::whole, 0, geometry.lpsFromScreen(at)}};
  return std::nullopt;
}

}  // namespace valvista::viewer
