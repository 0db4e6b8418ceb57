// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "viewer/scene/markup.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace valvista::viewer {

/// What a left click does: nothing of its own (the mouse profile counts), or the points of a new annotation.
enum class ViewTool : std::uint8_t { navigate, distance, angle, polygon, landmark };

/// The markups that all views share, which of them is selected, and the tool in hand. Views never change a
/// markup themselves: they say what the user wants, and the owner sets the markups anew.
class MarkupBoard : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  const std::vector<Markup>& markups() const { return markups_; }
  /// A drag under way keeps its markup by id; one whose markup is gone is over.
  void setMarkups(std::vector<Markup> markups);
  const Markup* find(const std::string& id) const;

  ViewTool tool() const { return tool_; }
  void setTool(ViewTool tool);
  const std::string& selected() const { return selected_; }
  void select(const std::string& id);
  /// Points of an annotation under construction; the last one follows the mouse.
  const std::optional<Markup>& draft() const { return draft_; }
  void setDraft(std::optional<Markup> draft);
  /// Id of the markup that a view is dragging; empty without a drag.
  const std::string& draggedId() const { return dragged_; }
  void setDragged(const std::string& id);
  /// Whether there is anything that escape() would give up.
  bool canEscape() const;
  /// Gives up the drag, else the draft, else the tool, else the selection.
  void escape();

 Q_SIGNALS:
  /// Something to be drawn anew.
  void changed();
  void toolChanged(valvista::viewer::ViewTool tool);
  /// While a markup is dragged, and once with `finished` when the button is released.
  void dragged(const valvista::viewer::Markup& markup, bool finished);
  /// Escape during a drag.
  void dragAbandoned();
  void created(const valvista::viewer::Markup& markup);
  void removeRequested(const QString& id);

 private:
  std::vector<Markup> markups_;
  ViewTool tool_ = ViewTool::navigate;
  std::string selected_, dragged_;
  std::optional<Markup> draft_;
};

}  // namespace valvista::viewer
