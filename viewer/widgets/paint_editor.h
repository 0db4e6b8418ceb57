// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/geometry.h"
#include "viewer/scene/slice_geometry.h"
#include "viewer/widgets/paint_hand.h"

#include <QPainter>
#include <QPointF>

#include <optional>

class QKeyEvent;

namespace valvista::viewer {

/// Turns one slice view's mouse and keys into what the hand does, and draws the brush or the outline. The
/// view asks it first; without a tool it takes nothing. Positions are device-independent pixels.
class PaintEditor {
 public:
  explicit PaintEditor(PaintHand& hand) : hand_(hand) {}

  bool isActive() const { return hand_.tool() != PaintTool::none; }
  /// From where the view looks at its plane, in 3D. An outline begun from elsewhere is given up.
  void lookFrom(const Vec3& eye);
  /// Gives up an outline under way.
  void forget();
  /// `cursor`: where the mouse is in this view.
  void draw(QPainter& painter, const SliceGeometry& geometry, const std::optional<QPointF>& cursor);
  /// True when taken: with a tool, the left button is.
  bool press(const SliceGeometry& geometry, const QPointF& at, Qt::MouseButton button);
  bool move(const SliceGeometry& geometry, const QPointF& at);
  bool release(const SliceGeometry& geometry, const QPointF& at);
  /// A double click closes an outline. With a brush it is a press like any other, which release() ends.
  bool doubleClick(const SliceGeometry& geometry, const QPointF& at);
  /// Enter closes an outline, Backspace takes its last corner, Escape gives it or the stroke up. True when
  /// taken.
  bool key(const QKeyEvent& event);
  /// Whether key() would take this key now.
  bool wants(int key) const;
  /// Shift and the wheel change the brush.
  bool wheel(double notches, Qt::KeyboardModifiers modifiers);

 private:
  void addCorner(const SliceGeometry& geometry, const QPointF& at);
  void close();
  bool drawsOutline() const;

  PaintHand& hand_;
  Polyline corners_;  ///< of the outline that is being drawn
  Vec3 normal_;
  std::optional<Vec3> eye_;
  bool held_ = false;
  double drawn_ = 0.0;  ///< pixels that the mouse went with the button held
  QPointF last_;
};

}  // namespace valvista::viewer
