// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/markup_board.h"

#include <algorithm>
#include <utility>

namespace valvista::viewer {

void MarkupBoard::setMarkups(std::vector<Markup> markups) {
  markups_ = std::move(markups);
  if (!find(dragged_)) dragged_.clear();
  if (!find(selected_)) selected_.clear();
  Q_EMIT changed();
}

const Markup* MarkupBoard::find(const std::string& id) const {
  const auto found =
      std::find_if(markups_.begin(), markups_.end(), [&](const Markup& m) { return m.id == id; });
  return found == markups_.end() ? nullptr : &*found;
}

void MarkupBoard::setTool(ViewTool tool) {
  if (tool == tool_) return;
  tool_ = tool;
  draft_.reset();
  Q_EMIT toolChanged(tool);
  Q_EMIT changed();
}

void MarkupBoard::select(const std::string& id) {
  if (id == selected_) return;
  selected_ = id;
  Q_EMIT changed();
}

void MarkupBoard::setDraft(std::optional<Markup> draft) {
  draft_ = std::move(draft);
  Q_EMIT changed();
}

void MarkupBoard::setDragged(const std::string& id) {
  dragged_ = id;
}

bool MarkupBoard::canEscape() const {
  return !dragged_.empty() || draft_ || tool_ != ViewTool::navigate || !selected_.empty();
}

void MarkupBoard::escape() {
  if (!dragged_.empty()) {
    dragged_.clear();
    Q_EMIT dragAbandoned();
  } else if (draft_) {
    setDraft(std::nullopt);
  } else if (tool_ != ViewTool::navigate) {
    setTool(ViewTool::navigate);
  } else {
    select({});
  }
}

}  // namespace valvista::viewer
