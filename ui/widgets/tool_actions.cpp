// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tool_actions.h"

#include "ui/widgets/action_registry.h"
#include "ui/widgets/annotation_name.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>

#include <string>

namespace valvista::ui {

using planning::Vessel;
using viewer::ViewTool;

namespace {
using Keys = QList<QKeySequence>;
constexpr ActionGroup kTools = ActionGroup::tools;
constexpr bool kCheckable = true, kStartsSection = true;
}  // namespace

ToolActions::ToolActions(ActionRegistry& actions, const Parts& parts, QObject* parent)
    : QObject(parent), parts_(parts), markups_(new PlanMarkups(parts.document, parts.views.markups(), this)) {
  registerTools(actions);
  registerAnnotations(actions);
  registerHandles(actions);
  connect(&parts_.views.markups(), &viewer::MarkupBoard::changed, this, &ToolActions::update);
  connect(&parts_.document, &CaseDocument::changed, this, &ToolActions::update);
  update();
}

void ToolActions::registerTools(ActionRegistry& actions) {
  const auto add = [&](ViewTool tool, const ActionSpec& spec) {
    tools_.append({tool, actions.add(spec, [this, tool] {
                     viewer::MarkupBoard& board = parts_.views.markups();
                     // Escape gives up one thing after the other; the last one is the tool.
                     tool == ViewTool::navigate ? board.escape() : board.setTool(tool);
                     update();
                   })});
  };
  add(ViewTool::navigate,
      {"toolNavigate", tr("&Navigate"), tr("The mouse moves through the scan; gives up a tool"),
       Keys{QKeySequence(Qt::Key_Escape)}, kTools, kCheckable});
  add(ViewTool::distance,
      {"toolRuler", tr("&Ruler"), tr("Distance between two points: two clicks, or a drag"),
       Keys{QKeySequence(Qt::Key_M)}, kTools, kCheckable});
  add(ViewTool::angle,
      {"toolAngle", tr("&Angle"), tr("Angle between two arms: three clicks, the second is the vertex"),
       Keys{QKeySequence(Qt::Key_A)}, kTools, kCheckable});
  add(ViewTool::polygon, {"toolPolygon", tr("&Polygon"),
                          tr("Area and perimeter: one click for each corner; a double click closes it"),
                          Keys{QKeySequence(Qt::Key_P)}, kTools, kCheckable});
  add(ViewTool::landmark, {"toolLandmark", tr("&Landmark"), tr("A named point: one click"),
                           Keys{QKeySequence(Qt::Key_L)}, kTools, kCheckable});
}

void ToolActions::registerAnnotations(ActionRegistry& actions) {
  removeAnnotation_ = actions.addFor(
      parts_.views,
      {"deleteAnnotation", tr("&Delete annotation"), tr("Delete what is selected"),
       Keys{QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)}, kTools, false, kStartsSection},
      [this] {
        viewer::MarkupBoard& board = parts_.views.markups();
        Q_EMIT board.removeRequested(QString::fromStdString(board.selected()));
      });
  rename_ = actions.add({"renameAnnotation", tr("Re&name annotation\u2026"),
                         tr("Give a name to what is selected"), Keys{QKeySequence(Qt::Key_F2)}, kTools},
                        [this] { startRenaming(); });
}

void ToolActions::registerHandles(ActionRegistry& actions) {
  showHandles_ = actions.add({"showHandles", tr("Show annulus and root &handles"),
                              tr("Hinge points, annulus plane and end of the root, to be dragged"),
                              Keys{QKeySequence(Qt::Key_H)}, kTools, kCheckable, kStartsSection},
                             [this] {
                               ShownMarkups shown = markups_->shown();
                               shown.annulus = !shown.annulus;
                               markups_->show(shown);
                             });
  showAnnotations_ =
      actions.add({"showAnnotations", tr("Show annotati&ons"), tr("Rulers, angles, polygons, landmarks"),
                   Keys{QKeySequence(Qt::SHIFT | Qt::Key_H)}, kTools, kCheckable},
                  [this] {
                    ShownMarkups shown = markups_->shown();
                    shown.annotations = !shown.annotations;
                    markups_->show(shown);
                  });
  const auto edit = [&](Vessel vessel, const char* id, const QString& text) {
    const QString tip = tr("Shows the points that the centreline goes through, to be dragged");
    centrelines_.append({vessel, actions.add({id, text, tip, {}, kTools, kCheckable}, [this, vessel] {
                           ShownMarkups shown = markups_->shown();
                           shown.centreline =
                               shown.centreline == vessel ? std::nullopt : std::optional<Vessel>(vessel);
                           markups_->show(shown);
                         })});
  };
  edit(Vessel::aorta, "editAorta", tr("Edit centreline of the aorta"));
  edit(Vessel::iliacLeft, "editIliacLeft", tr("Edit centreline of the left iliac artery"));
  edit(Vessel::iliacRight, "editIliacRight", tr("Edit centreline of the right iliac artery"));
}

void ToolActions::startRenaming() {
  const planning::Annotation* selected = markups_->selectedAnnotation();
  if (!selected) return;
  askName(parts_.views, QString::fromStdString(selected->name),
          [this, id = selected->id](const QString& name) { markups_->rename(id, name); });
}

void ToolActions::update() {
  const viewer::MarkupBoard& board = parts_.views.markups();
  const CaseDocument& document = parts_.document;
  for (const auto& [tool, action] : tools_) {
    action->setChecked(tool == board.tool());
    // Where there is nothing to give up, Escape is free for others.
    action->setEnabled(tool == ViewTool::navigate ? board.canEscape() : !document.isEmpty());
  }
  const bool annotated = markups_->selectedAnnotation() != nullptr;
  removeAnnotation_->setEnabled(annotated);
  rename_->setEnabled(annotated);
  showHandles_->setChecked(markups_->shown().annulus);
  showAnnotations_->setChecked(markups_->shown().annotations);
  for (const auto& [vessel, action] : centrelines_) {
    action->setChecked(markups_->shown().centreline == vessel);
    action->setEnabled(!document.derived().proposedCentrelinePoints[planning::indexOf(vessel)].empty());
  }
}

}  // namespace valvista::ui
