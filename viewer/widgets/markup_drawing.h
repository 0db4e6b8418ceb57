// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/slice_geometry.h"
#include "viewer/widgets/markup_board.h"

#include <QPainter>

namespace valvista::viewer {

/// Draws the board's markups and its draft on a slice: solid and full size where they lie in it, faint and
/// small where they are a little in front or behind. Texts never cover a handle.
void drawMarkups(QPainter& painter, const SliceGeometry& geometry, double throughMm,
                 const MarkupBoard& board);

}  // namespace valvista::viewer
