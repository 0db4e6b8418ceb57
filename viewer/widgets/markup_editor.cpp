// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/markup_editor.h"

namespace valvista::viewer {

MarkupEditor::MarkupEditor(MarkupBoard& board) : board_(board) {}

void MarkupEditor::draw(QPainter&, const SliceGeometry&, double) const {}
bool MarkupEditor::press(const SliceGeometry&, const QPointF&, Qt::MouseButton) {
  return false;
}
bool MarkupEditor::move(const SliceGeometry&, const QPointF&) {
  return false;
}
bool MarkupEditor::release(const SliceGeometry&, const QPointF&) {
  return false;
}
bool MarkupEditor::doubleClick(const SliceGeometry&, const QPointF&) {
  return false;
}
bool MarkupEditor::key(const QKeyEvent&) {
  return false;
}
Qt::CursorShape MarkupEditor::cursorAt(const SliceGeometry&, const QPointF&) const {
  return board_.tool() == ViewTool::navigate ? Qt::ArrowCursor : Qt::CrossCursor;
}

}  // namespace valvista::viewer
