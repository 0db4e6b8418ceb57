// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/markup_editor.h"

#include "viewer/widgets/markup_drawing.h"
#include "viewer/widgets/markup_hit.h"

#include <QKeyEvent>
#include <QLineF>

#include <cmath>
#include <utility>

namespace valvista::viewer {
namespace {

constexpr double kClickReach = 3.0;    ///< pixels; a press that moves further drags
constexpr double kClosingReach = 9.0;  ///< pixels from a polygon's first corner
constexpr std::size_t kLeastCorners = 3;
constexpr double kSamePlaneMm = 0.5;  ///< corners of a polygon

Vec2 vec2(const QPointF& at) {
  return {at.x(), at.y()};
}

MarkupKind kindOf(ViewTool tool) {
  switch (tool) {
    case ViewTool::distance:
      return MarkupKind::distance;
    case ViewTool::angle:
      return MarkupKind::angle;
    case ViewTool::polygon:
      return MarkupKind::polygon;
    default:
      return MarkupKind::landmark;
  }
}

/// How many points complete it; a polygon is closed by the user.
std::size_t completeAt(MarkupKind kind) {
  return kind == MarkupKind::distance ? 2 : kind == MarkupKind::angle ? 3 : 0;
}

}  // namespace

MarkupEditor::MarkupEditor(MarkupBoard& board) : board_(board) {}

void MarkupEditor::draw(QPainter& painter, const SliceGeometry& geometry, double through) {
  through_ = through;
  drawMarkups(painter, geometry, through, board_);
}

bool MarkupEditor::press(const SliceGeometry& geometry, const QPointF& at, Qt::MouseButton button) {
  if (button != Qt::LeftButton) return false;
  if (board_.tool() != ViewTool::navigate) {
    pressedAt_ = at;
    if (canAddPoint(geometry)) addPoint(geometry, at);
    return true;
  }
  const auto hit = hitAt(board_, geometry, through_, vec2(at));
  if (!hit) {
    board_.select({});
    return false;
  }
  drag_ = Drag{*hit->markup, hit->handle, geometry, at};
  board_.setDragged(drag_->start.id);
  board_.select(drag_->start.id);
  return true;
}

bool MarkupEditor::move(const SliceGeometry& geometry, const QPointF& at) {
  if (drag_) {
    // Escape, or the markup has gone: the mouse stays taken until the release.
    if (board_.draggedId() != drag_->start.id) return true;
    drag_->moved = drag_->moved || QLineF(drag_->from, at).length() > kClickReach;
    if (drag_->moved)
      Q_EMIT board_.dragged(
          draggedBy(drag_->start, drag_->handle, drag_->geometry, vec2(drag_->from), vec2(at)), false);
    return true;
  }
  if (board_.tool() == ViewTool::navigate) return false;
  if (board_.draft() && canAddPoint(geometry)) {
    Markup draft = *board_.draft();
    draft.points.back() = geometry.lpsFromScreen(vec2(at));
    board_.setDraft(std::move(draft));
  }
  return true;
}

bool MarkupEditor::release(const SliceGeometry& geometry, const QPointF& at) {
  if (drag_) {
    const Drag drag = *std::exchange(drag_, std::nullopt);
    if (board_.draggedId() != drag.start.id) return true;
    board_.setDragged({});
    if (drag.moved)
      Q_EMIT board_.dragged(draggedBy(drag.start, drag.handle, drag.geometry, vec2(drag.from), vec2(at)),
                            true);
    return true;
  }
  if (!pressedAt_) return false;
  const QPointF pressed = *std::exchange(pressedAt_, std::nullopt);
  // A ruler can be drawn with the button held, too.
  if (board_.draft() && canAddPoint(geometry) && QLineF(pressed, at).length() > kClosingReach)
    addPoint(geometry, at);
  return true;
}

bool MarkupEditor::canAddPoint(const SliceGeometry& geometry) const {
  const auto& draft = board_.draft();
  return !draft || draft->kind != MarkupKind::polygon ||
         std::abs(geometry.depthOf(draft->points.front())) <= kSamePlaneMm;
}

void MarkupEditor::addPoint(const SliceGeometry& geometry, const QPointF& at) {
  const Vec3 lps = geometry.lpsFromScreen(vec2(at));
  if (!board_.draft()) {
    Markup draft;
    draft.kind = kindOf(board_.tool());
    draft.removable = true;
    draft.points = {lps};
    if (draft.kind != MarkupKind::landmark) draft.points.push_back(lps);
    board_.setDraft(std::move(draft));
    if (board_.tool() == ViewTool::landmark) finishDraft();
    return;
  }
  Markup draft = *board_.draft();
  const std::size_t placed = draft.points.size() - 1;
  if (draft.kind == MarkupKind::polygon && placed >= kLeastCorners) {
    const Vec2 first = geometry.screenFromLps(draft.points.front());
    if (QLineF(QPointF(first.x, first.y), at).length() <= kClosingReach) {
      closePolygon();
      return;
    }
  }
  // The second press of a double click is no point of its own.
  if (distance(draft.points[placed - 1], lps) < geometry.mmPerPixel()) return;
  draft.points.back() = lps;
  const bool complete = draft.points.size() == completeAt(draft.kind);
  if (!complete) draft.points.push_back(lps);
  board_.setDraft(std::move(draft));
  if (complete) finishDraft();
}

void MarkupEditor::closePolygon() {
  Markup draft = *board_.draft();
  draft.points.pop_back();  // the one that follows the mouse
  if (draft.points.size() < kLeastCorners) return;
  board_.setDraft(std::move(draft));
  finishDraft();
}

void MarkupEditor::finishDraft() {
  const Markup made = *board_.draft();
  board_.setTool(ViewTool::navigate);
  Q_EMIT board_.created(made);
}

bool MarkupEditor::doubleClick(const SliceGeometry& geometry, const QPointF& at) {
  if (board_.draft() && board_.draft()->kind == MarkupKind::polygon) {
    closePolygon();
    return true;
  }
  return board_.tool() != ViewTool::navigate || hitAt(board_, geometry, through_, vec2(at)).has_value();
}

bool MarkupEditor::key(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Escape:
      if (!board_.canEscape()) return false;
      board_.escape();
      return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace: {
      const Markup* selected = board_.find(board_.selected());
      if (!selected || !selected->removable) return false;
      Q_EMIT board_.removeRequested(QString::fromStdString(selected->id));
      return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (!board_.draft() || board_.draft()->kind != MarkupKind::polygon) return false;
      closePolygon();
      return true;
    default:
      return false;
  }
}

Qt::CursorShape MarkupEditor::cursorAt(const SliceGeometry& geometry, const QPointF& at) const {
  if (board_.tool() != ViewTool::navigate)
    return canAddPoint(geometry) ? Qt::CrossCursor : Qt::ForbiddenCursor;
  if (drag_) return Qt::ClosedHandCursor;
  return hitAt(board_, geometry, through_, vec2(at)) ? Qt::OpenHandCursor : Qt::ArrowCursor;
}

}  // namespace valvista::viewer
