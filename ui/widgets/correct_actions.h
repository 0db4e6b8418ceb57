// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/label_editor.h"
#include "ui/session/place_ranking.h"
#include "ui/session/window_session.h"
#include "ui/widgets/action_registry.h"
#include "viewer/widgets/paint_hand.h"

#include <QList>
#include <QObject>

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace valvista::viewer {
class LinkedViews;
}

namespace valvista::ui {

class CorrectPanel;
class PlaceList;

/// What the hand does to labels.
enum class LabelTool : std::uint8_t { none, brush, eraser, outline, cutInside, cutOutside, vessel };

/// The commands that correct labels, their panel, and what binds the hand in the views to the editor.
class CorrectActions : public QObject {
  Q_OBJECT
 public:
  CorrectActions(const WindowSession& session, ActionRegistry& actions, viewer::LinkedViews& views,
                 QObject* parent);

  CorrectPanel* panel() { return panel_; }
  void chooseTool(LabelTool tool);

 Q_SIGNALS:
  /// A tool was taken, or a place of the list: the panel should be seen.
  void toolTaken();

 private:
  void registerTools(ActionRegistry& actions);
  void registerShapes(ActionRegistry& actions);
  void registerPlaces(ActionRegistry& actions);
  /// Changes a label as a whole, with the width that the panel asks for and whatever is in the hand.
  using ShapeTool = std::function<PaintNews(LabelMap&, const Volume&, const planning::PaintRules&,
                                            double widthMm, const Progress&)>;
  void addShape(ActionRegistry& actions, const ActionSpec& spec, ShapeTool tool);
  void connectHand();
  void drawOutline(const Polyline& corners, const Vec3& normal, const std::optional<Vec3>& eye);
  void growFrom(const Vec3& lps);
  void growFromSeeds();
  void paintRange();
  void takeOver();
  void goTo(const Vec3& lps);
  void takeNews(const PaintNews& news);
  void update();

  WindowSession session_;
  viewer::LinkedViews& views_;
  LabelEditor editor_;
  PlaceRanking ranking_;
  LabelTool tool_ = LabelTool::none;
  QAction* correct_ = nullptr;
  QList<std::pair<LabelTool, QAction*>> tools_;
  QList<QAction*> shapes_, placeSteps_;
  PlaceList* places_ = nullptr;
  CorrectPanel* panel_ = nullptr;
};

}  // namespace valvista::ui
