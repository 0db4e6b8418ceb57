// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/paint_editor.h"

#include "viewer/scene/view_colours.h"

#include <QKeyEvent>
#include <QLineF>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr double kDrawnByHand = 25.0;  ///< pixels with the button held; less is a click
constexpr double kNextPoint = 3.0;     ///< pixels between points of a line drawn by hand
constexpr double kFactorPerNotch = 1.15;
constexpr std::size_t kLeastCorners = 3;
constexpr double kSamePlaneMm = 0.5;

Vec3 lpsOf(const SliceGeometry& geometry, const QPointF& at) {
  return geometry.lpsFromScreen({at.x(), at.y()});
}

/// Light on a dark rim, to be seen on bone and on air.
template <class Draw>
void drawTwice(QPainter& painter, Draw draw) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(0, 0, 0, 160), 3.0));
  draw();
  painter.setPen(QPen(Qt::white, 1.2));
  draw();
}

}  // namespace

bool PaintEditor::drawsOutline() const {
  return hand_.tool() == PaintTool::outline || hand_.tool() == PaintTool::scissors;
}

void PaintEditor::lookFrom(const Vec3& eye) {
  if (eye_ != eye) forget();
  eye_ = eye;
}

void PaintEditor::forget() {
  corners_.clear();
  held_ = false;
}

void PaintEditor::draw(QPainter& painter, const SliceGeometry& geometry,
                       const std::optional<QPointF>& cursor) {
  if (!isActive()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (hand_.tool() == PaintTool::brush && cursor) {
    const double radius = std::max(1.5, hand_.radiusMm() / geometry.mmPerPixel());
    drawTwice(painter, [&] { painter.drawEllipse(*cursor, radius, radius); });
  }
  if (!corners_.empty()) {
    QPolygonF line;
    for (const Vec3& corner : corners_) {
      const Vec2 at = geometry.screenFromLps(corner);
      line.append({at.x, at.y});
    }
    if (cursor) line.append(*cursor);
    drawTwice(painter, [&] { painter.drawPolyline(line); });
  }
  painter.restore();
}

bool PaintEditor::press(const SliceGeometry& geometry, const QPointF& at, Qt::MouseButton button) {
  if (!isActive() || button != Qt::LeftButton) return false;
  held_ = true;
  drawn_ = 0.0;
  last_ = at;
  if (hand_.tool() == PaintTool::brush) hand_.begin(lpsOf(geometry, at), geometry.axes().into());
  if (hand_.tool() == PaintTool::click) Q_EMIT hand_.clicked(lpsOf(geometry, at));
  if (drawsOutline()) addCorner(geometry, at);
  return true;
}

bool PaintEditor::move(const SliceGeometry& geometry, const QPointF& at) {
  if (!isActive()) return false;
  if (!held_) return true;
  if (hand_.tool() == PaintTool::brush) {
    hand_.moveTo(lpsOf(geometry, at));
  } else if (drawsOutline() && QLineF(last_, at).length() >= kNextPoint) {
    drawn_ += QLineF(last_, at).length();
    last_ = at;
    addCorner(geometry, at);
  }
  return true;
}

bool PaintEditor::release(const SliceGeometry& geometry, const QPointF& at) {
  if (!std::exchange(held_, false)) return false;
  if (hand_.tool() == PaintTool::brush) {
    hand_.moveTo(lpsOf(geometry, at));
    hand_.end();
  }
  if (drawsOutline() && drawn_ > kDrawnByHand) close();
  return true;
}

bool PaintEditor::doubleClick(const SliceGeometry& geometry, const QPointF& at) {
  if (!isActive()) return false;
  if (hand_.tool() == PaintTool::brush) return press(geometry, at, Qt::LeftButton);
  if (drawsOutline()) close();
  return true;
}

bool PaintEditor::wants(int key) const {
  if (!isActive()) return false;
  if (key == Qt::Key_Escape) return hand_.isStroking() || !corners_.empty();
  return (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Backspace) && !corners_.empty();
}

bool PaintEditor::key(const QKeyEvent& event) {
  if (!wants(event.key())) return false;
  if (event.key() == Qt::Key_Backspace) {
    corners_.pop_back();
  } else if (event.key() == Qt::Key_Escape) {
    hand_.abandon();
    corners_.clear();
  } else {
    close();
  }
  Q_EMIT hand_.changed();
  return true;
}

bool PaintEditor::wheel(double notches, Qt::KeyboardModifiers modifiers) {
  if (hand_.tool() != PaintTool::brush || modifiers != Qt::ShiftModifier) return false;
  Q_EMIT hand_.radiusFactorRequested(std::pow(kFactorPerNotch, notches));
  return true;
}

void PaintEditor::addCorner(const SliceGeometry& geometry, const QPointF& at) {
  const Vec3 into = geometry.axes().into(), lps = lpsOf(geometry, at);
  // On another slice a new outline begins.
  if (!corners_.empty() && (std::abs(dot(into, normal_)) < 1 - 1e-9 ||
                            std::abs(geometry.depthOf(corners_.front())) > kSamePlaneMm))
    corners_.clear();
  normal_ = into;
  if (corners_.empty() || distance(corners_.back(), lps) > 0.5 * geometry.mmPerPixel())
    corners_.push_back(lps);
}

void PaintEditor::close() {
  const Polyline corners = std::exchange(corners_, {});
  if (corners.size() >= kLeastCorners) Q_EMIT hand_.outlineDrawn(corners, normal_, eye_);
  Q_EMIT hand_.changed();
}

}  // namespace valvista::viewer
