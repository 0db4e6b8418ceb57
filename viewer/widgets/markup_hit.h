// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/markup_handles.h"
#include "viewer/widgets/markup_board.h"

#include <optional>

namespace valvista::viewer {

/// A handle under the mouse.
struct MarkupHit {
  const Markup* markup;  ///< of the board, valid until it changes
  MarkupHandle handle;
};

/// The nearest handle that can be dragged; the selected markup's come first, lines of annotations last.
std::optional<MarkupHit> hitAt(const MarkupBoard& board, const SliceGeometry& geometry, double throughMm,
                               const Vec2& at);

}  // namespace valvista::viewer
