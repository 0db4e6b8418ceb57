// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/markup_handles.h"
#include "viewer/scene/slice_geometry.h"
#include "viewer/widgets/markup_board.h"

#include <QPainter>
#include <QPointF>

#include <optional>
#include <string>

class QKeyEvent;

namespace valvista::viewer {

/// Draws the board's markups on one slice view and turns its mouse and keys into changes of them. The view
/// asks the editor first; what the editor does not take is navigation. Positions are device-independent
/// pixels.
class MarkupEditor {
 public:
  explicit MarkupEditor(MarkupBoard& board);

  /// `through` is the half thickness in mm within which points count as lying in the slice; what was drawn so
  /// can be taken hold of.
  void draw(QPainter& painter, const SliceGeometry& geometry, double through);
  /// True when the editor takes the button: a handle lies there, or a tool is in hand.
  bool press(const SliceGeometry& geometry, const QPointF& at, Qt::MouseButton button);
  /// True while the editor has the mouse (also without a button, while an annotation is built).
  bool move(const SliceGeometry& geometry, const QPointF& at);
  bool release(const SliceGeometry& geometry, const QPointF& at);
  /// Double click and Enter close a polygon.
  bool doubleClick(const SliceGeometry& geometry, const QPointF& at);
  /// Escape abandons a drag or a draft, Delete and Backspace remove the selected markup. True when taken.
  bool key(const QKeyEvent& event);
  /// The cursor's shape over a place: a hand over a handle, a cross with a tool.
  Qt::CursorShape cursorAt(const SliceGeometry& geometry, const QPointF& at) const;

 private:
  /// The state at the press on a handle.
  struct Drag {
    Markup start;
    MarkupHandle handle;
    SliceGeometry geometry;
    QPointF from;
    bool moved = false;
  };

  void addPoint(const SliceGeometry& geometry, const QPointF& at);
  /// Whether the tool's next point can lie here: the corners of a polygon lie in one slice.
  bool canAddPoint(const SliceGeometry& geometry) const;
  void closePolygon();
  void finishDraft();

  MarkupBoard& board_;
  double through_ = 0.0;
  std::optional<Drag> drag_;
  std::optional<QPointF> pressedAt_;  ///< with a tool, until the release
};

}  // namespace valvista::viewer
