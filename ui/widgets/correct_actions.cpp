// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/correct_actions.h"

#include "planning/edit/prism.h"
#include "planning/edit/region_tools.h"
#include "planning/edit/seed_growth.h"
#include "planning/model/tavr_labels.h"
#include "ui/widgets/correct_panel.h"
#include "ui/widgets/place_list.h"
#include "viewer/widgets/linked_views.h"
#include "viewer/widgets/markup_board.h"

#include <QAction>

#include <algorithm>
#include <array>
#include <numeric>

namespace valvista::ui {

using planning::PaintRules;
using viewer::PaintTool;

namespace {

using Keys = QList<QKeySequence>;
constexpr bool kCheckable = true, kStartsSection = true;
constexpr double kSmallPieceMm3 = 100.0, kFurthestSlicesMm = 30.0;
/// Labels so far from the chosen one that they cannot meet it are left as they are.
constexpr double kSeedMarginMm = 10.0;
constexpr double kWidestIliacMm = 12.0, kWidestAortaMm = 25.0;

PaintTool handFor(LabelTool tool) {
  switch (tool) {
    case LabelTool::brush:
    case LabelTool::eraser:
      return PaintTool::brush;
    case LabelTool::outline:
      return PaintTool::outline;
    case LabelTool::cutInside:
    case LabelTool::cutOutside:
      return PaintTool::scissors;
    case LabelTool::vessel:
      return PaintTool::click;
    case LabelTool::none:
      break;
  }
  return PaintTool::none;
}

PaintNews counted(std::size_t changed) {
  PaintNews news;
  news.outcome.changed = changed;
  if (changed == 0) news.hint = CorrectActions::tr("Nothing was changed.");
  return news;
}

PaintNews told(const planning::PaintOutcome& outcome) {
  return {outcome, hintOf(outcome), std::nullopt};
}

std::array<std::uint8_t, 256> everyLabelAsItIs() {
  std::array<std::uint8_t, 256> by{};
  std::iota(by.begin(), by.end(), std::uint8_t{0});
  return by;
}

/// Only across the axis on which slices were left out are there empty ones between full ones.
planning::PaintOutcome fillAlongEveryAxis(LabelMap& labels, const Volume& ct, const PaintRules& rules,
                                          const Progress& progress) {
  planning::PaintOutcome outcome;
  for (std::size_t axis = 0; axis < 3; ++axis)
    outcome += planning::fillBetweenSlices(labels, ct, axis, kFurthestSlicesMm, rules, progress);
  return outcome;
}

bool isIliac(std::uint8_t label) {
  return label == planning::value(planning::TavrLabel::iliacLeft) ||
         label == planning::value(planning::TavrLabel::iliacRight);
}

}  // namespace

CorrectActions::CorrectActions(const WindowSession& session, ActionRegistry& actions,
                               viewer::LinkedViews& views, QObject* parent)
    : QObject(parent),
      session_(session),
      views_(views),
      editor_(session.document, session.jobs),
      ranking_(session.document, session.jobs) {
  registerTools(actions);
  registerShapes(actions);
  registerPlaces(actions);
  QList<QAction*> tools;
  for (const auto& [tool, action] : tools_) tools.append(action);
  panel_ = new CorrectPanel(editor_, {tools, shapes_}, places_);
  connect(panel_, &CorrectPanel::hiddenChanged, &views_, &viewer::LinkedViews::setHiddenLabels);
  connect(&editor_, &LabelEditor::changed, this, &CorrectActions::update);
  connect(&editor_, &LabelEditor::painted, this, &CorrectActions::takeNews);
  connectHand();
  update();
}

void CorrectActions::registerTools(ActionRegistry& actions) {
  correct_ = actions.add({"startCorrecting",
                          tr("&Correct labels"),
                          tr("Opens the panel that corrects labels, with the brush in the hand"),
                          {},
                          ActionGroup::labels},
                         [this] { chooseTool(LabelTool::brush); });
  const auto add = [&](LabelTool tool, const ActionSpec& spec) {
    tools_.append(
        {tool, actions.add(spec, [this, tool] { chooseTool(tool == tool_ ? LabelTool::none : tool); })});
  };
  constexpr ActionGroup kLabels = ActionGroup::labels;
  add(LabelTool::brush,
      {"paintBrush", tr("&Brush"), tr("Paints the chosen label; Shift and the wheel change its size"),
       Keys{QKeySequence(Qt::Key_B)}, kLabels, kCheckable});
  add(LabelTool::eraser, {"paintErase", tr("&Eraser"), tr("Takes the chosen label away"),
                          Keys{QKeySequence(Qt::Key_E)}, kLabels, kCheckable});
  add(LabelTool::outline, {"paintOutline", tr("&Draw"),
                           tr("Fills an outline: drawn by hand, or corner by corner and a double click"),
                           Keys{QKeySequence(Qt::Key_D)}, kLabels, kCheckable});
  add(LabelTool::vessel, {"growVessel", tr("&Vessel click"),
                          tr("One click in a vessel with contrast grows the chosen label along it"),
                          Keys{QKeySequence(Qt::Key_C)}, kLabels, kCheckable});
  add(LabelTool::cutInside,
      {"cutInside", tr("Cut &inside"),
       tr("Erases the chosen label within an outline on a slice or in 3D, through the whole depth"),
       Keys{QKeySequence(Qt::Key_X)}, kLabels, kCheckable});
  add(LabelTool::cutOutside,
      {"cutOutside", tr("Cut &outside"),
       tr("Erases the chosen label outside an outline on a slice or in 3D, through the whole depth"),
       Keys{QKeySequence(Qt::SHIFT | Qt::Key_X)}, kLabels, kCheckable});
}

void CorrectActions::addShape(ActionRegistry& actions, const ActionSpec& spec, ShapeTool tool) {
  shapes_.append(actions.add(spec, [this, text = spec.text, tool = std::move(tool)] {
    QString what = text;
    editor_.run(what.remove(QLatin1Char('&')),
                [tool, width = panel_->amountMm(), rules = editor_.rules()](
                    LabelMap& map, const Volume& ct, const PaintRules&, const Progress& progress) {
                  return tool(map, ct, rules, width, progress);
                });
  }));
}

void CorrectActions::registerShapes(ActionRegistry& actions) {
  const auto add = [&](const char* id, const QString& text, const QString& tip, ShapeTool tool,
                       bool startsSection = false) {
    addShape(actions, {id, text, tip, {}, ActionGroup::labels, false, startsSection}, std::move(tool));
  };
  add(
      "labelSmooth", tr("&Smooth"), tr("Smooths the surface of the chosen label and keeps its volume"),
      [](LabelMap& map, const Volume& ct, const PaintRules& rules, double width, const Progress& progress) {
        return told(planning::smoothLabel(map, ct, width, rules, progress));
      },
      kStartsSection);
  add("labelFillBetween", tr("&Fill between slices"),
      tr("Fills the slices between those that have the chosen label"),
      [](LabelMap& map, const Volume& ct, const PaintRules& rules, double, const Progress& progress) {
        return told(fillAlongEveryAxis(map, ct, rules, progress));
      });
  add("labelGrow", tr("&Grow margin"), tr("Adds a margin around the chosen label"),
      [](LabelMap& map, const Volume& ct, const PaintRules& rules, double width, const Progress& progress) {
        return told(planning::addMargin(map, ct, width, rules, progress));
      });
  add("labelShrink", tr("S&hrink margin"), tr("Takes a margin off the chosen label"),
      [](LabelMap& map, const Volume& ct, const PaintRules& rules, double width, const Progress& progress) {
        return told(planning::addMargin(map, ct, -width, rules, progress));
      });
  shapes_.append(
      actions.add({"growSeeds",
                   tr("Grow fro&m seeds"),
                   tr("All labels near the chosen one grow by the width at most and meet at edges of the CT"),
                   {},
                   ActionGroup::labels},
                  [this] { growFromSeeds(); }));
  add("labelKeepLargest", tr("Keep &largest piece"), tr("Erases all other pieces of the chosen label"),
      [](LabelMap& map, const Volume&, const PaintRules& rules, double, const Progress& progress) {
        return counted(planning::keepLargestPiece(map, rules.label, progress));
      });
  add("labelRemoveSmall", tr("&Remove small pieces"), tr("Erases pieces of the chosen label below 0.1 ml"),
      [](LabelMap& map, const Volume&, const PaintRules& rules, double, const Progress& progress) {
        return counted(planning::removeSmallPieces(map, rules.label, kSmallPieceMm3, progress));
      });
  shapes_.append(
      actions.add({"labelThreshold",
                   tr("Paint the ran&ge"),
                   tr("Paints every voxel of the CT within the range of HU, as far as the rules allow"),
                   {},
                   ActionGroup::labels},
                  [this] { paintRange(); }));
  shapes_.append(actions.add({"labelReplace",
                              tr("Take &over"),
                              tr("The whole label under the crosshair becomes the chosen one"),
                              {},
                              ActionGroup::labels},
                             [this] { takeOver(); }));
  add("labelErase", tr("Erase &whole label"), tr("The chosen label becomes background"),
      [](LabelMap& map, const Volume&, const PaintRules& rules, double, const Progress&) {
        std::array<std::uint8_t, 256> by = everyLabelAsItIs();
        by[rules.label] = 0;
        return counted(planning::replaceLabels(map, by));
      });
  add("labelSwapIliacs", tr("Swap iliac ar&teries"), tr("Left becomes right and right becomes left"),
      [](LabelMap& map, const Volume&, const PaintRules&, double, const Progress&) {
        std::array<std::uint8_t, 256> by = everyLabelAsItIs();
        std::swap(by[planning::value(planning::TavrLabel::iliacLeft)],
                  by[planning::value(planning::TavrLabel::iliacRight)]);
        return counted(planning::replaceLabels(map, by));
      });
}

void CorrectActions::registerPlaces(ActionRegistry& actions) {
  places_ = new PlaceList(ranking_);
  connect(places_, &PlaceList::placeChosen, this, &CorrectActions::goTo);
  placeSteps_.append(
      actions.add({"nextPlace", tr("&Next place to look at"),
                   tr("Where correcting could change the annulus area or an iliac minimum most"),
                   Keys{QKeySequence(Qt::Key_F4)}, ActionGroup::labels, false, kStartsSection},
                  [this] { places_->step(1); }));
  placeSteps_.append(actions.add({"previousPlace", tr("&Previous place to look at"),
                                  tr("The one before in the list of places to look at first"),
                                  Keys{QKeySequence(Qt::SHIFT | Qt::Key_F4)}, ActionGroup::labels},
                                 [this] { places_->step(-1); }));
  connect(&ranking_, &PlaceRanking::changed, this, &CorrectActions::update);
  const auto pause = [this] { ranking_.setPaused(editor_.isRunning() || editor_.isStroking()); };
  connect(&editor_, &LabelEditor::changed, this, pause);
  connect(&editor_, &LabelEditor::strokeChanged, this, pause);
  connect(&editor_, &LabelEditor::painted, this, pause);
}

void CorrectActions::goTo(const Vec3& lps) {
  // Without a plane: in that of a measurement the labels would not be drawn.
  planning::Evidence place;
  place.focus = lps;
  views_.showEvidence(place);
  Q_EMIT toolTaken();
}

void CorrectActions::connectHand() {
  viewer::PaintHand& hand = views_.paintHand();
  connect(&hand, &viewer::PaintHand::strokeBegan, &editor_, &LabelEditor::beginStroke);
  connect(&hand, &viewer::PaintHand::strokeMoved, &editor_,
          [this](const Vec3& from, const Vec3& to, const Vec3& normal) {
            editor_.moveStroke({from, to, normal});
          });
  connect(&hand, &viewer::PaintHand::strokeEnded, &editor_, &LabelEditor::endStroke);
  connect(&hand, &viewer::PaintHand::strokeAbandoned, &editor_, &LabelEditor::abandonStroke);
  connect(&hand, &viewer::PaintHand::outlineDrawn, this, &CorrectActions::drawOutline);
  connect(&hand, &viewer::PaintHand::clicked, this, &CorrectActions::growFrom);
  connect(&hand, &viewer::PaintHand::radiusFactorRequested, this, [this](double factor) {
    planning::Brush brush = editor_.brush();
    brush.radiusMm =
        std::clamp(brush.radiusMm * factor, LabelEditor::kSmallestRadiusMm, LabelEditor::kLargestRadiusMm);
    editor_.setBrush(brush);
  });
  connect(&editor_, &LabelEditor::strokeChanged, this, [this] { views_.showStroke(editor_.shown()); });
  // A tool for annotations and one for labels are never in the hand together.
  connect(&views_.markups(), &viewer::MarkupBoard::toolChanged, this, [this](viewer::ViewTool tool) {
    if (tool != viewer::ViewTool::navigate) chooseTool(LabelTool::none);
  });
}

void CorrectActions::chooseTool(LabelTool tool) {
  tool_ = editor_.canEdit() ? tool : LabelTool::none;
  if (tool_ != LabelTool::none) {
    views_.markups().setTool(viewer::ViewTool::navigate);
    // In the plane of a measurement the labels would not be drawn.
    views_.showEvidence({});
    Q_EMIT toolTaken();
  }
  editor_.setErasing(tool_ == LabelTool::eraser || tool_ == LabelTool::cutInside ||
                     tool_ == LabelTool::cutOutside);
  views_.paintHand().setTool(handFor(tool_));
  panel_->showHint({});
  update();
}

void CorrectActions::drawOutline(const Polyline& corners, const Vec3& normal,
                                 const std::optional<Vec3>& eye) {
  const planning::Prism outline{corners, normal, eye};
  if (tool_ == LabelTool::outline) {
    editor_.run(tr("Draw"),
                [outline](LabelMap& map, const Volume& ct, const PaintRules& rules, const Progress&) {
                  return told(planning::paintPolygon(map, ct, outline, rules));
                });
    return;
  }
  const auto side =
      tool_ == LabelTool::cutInside ? planning::ScissorSide::inside : planning::ScissorSide::outside;
  editor_.run(tr("Cut"),
              [outline, side](LabelMap& map, const Volume& ct, const PaintRules& rules, const Progress&) {
                return told(planning::cutWithScissors(map, ct, outline, side, rules));
              });
}

void CorrectActions::growFrom(const Vec3& lps) {
  planning::VesselClickOptions options;
  options.widestRadiusMm = isIliac(editor_.rules().label) ? kWidestIliacMm : kWidestAortaMm;
  editor_.run(tr("Vessel click"), [lps, options](LabelMap& map, const Volume& ct, const PaintRules& rules,
                                                 const Progress& progress) {
    return newsOf(planning::growVessel(map, ct, lps, options, rules, progress));
  });
}

void CorrectActions::growFromSeeds() {
  planning::SeedGrowthOptions options;
  options.furthestMm = panel_->amountMm();
  options.marginMm = options.furthestMm + kSeedMarginMm;
  PaintRules rules = editor_.rules();
  for (int label = 0; label < 256; ++label)
    if (editor_.isPinned(static_cast<std::uint8_t>(label))) rules.locked.set(static_cast<std::size_t>(label));
  editor_.run(tr("Grow from seeds"),
              [options, rules](LabelMap& map, const Volume& ct, const PaintRules&, const Progress& progress) {
                if (rules.label == 0 || labelCounts(map)[rules.label] == 0)
                  return PaintNews{{}, tr("Nothing grew: no voxel has the chosen label."), std::nullopt};
                return told(planning::growSeeds(map, ct, options, rules, progress));
              });
}

void CorrectActions::paintRange() {
  if (!editor_.rules().hu) {
    panel_->showHint(tr("Set a range of HU first: Only CT between."));
    return;
  }
  editor_.run(tr("Paint the range"), [rules = editor_.rules()](LabelMap& map, const Volume& ct,
                                                               const PaintRules&, const Progress& progress) {
    return told(planning::paintThreshold(map, ct, {{0, 0, 0}, map.geometry().size}, rules, progress));
  });
}

void CorrectActions::takeOver() {
  editor_.run(tr("Take over"), [rules = editor_.rules(), at = views_.crosshair()](
                                   LabelMap& map, const Volume&, const PaintRules&, const Progress&) {
    const std::uint8_t other = map.atOrZero(planning::nearestVoxel(map.geometry(), at));
    if (other == 0 || other == rules.label)
      return PaintNews{
          {}, tr("Put the crosshair on the label that the chosen one is to take over."), std::nullopt};
    if (rules.locked[other])
      return PaintNews{{}, tr("The label under the crosshair is locked."), std::nullopt};
    std::array<std::uint8_t, 256> by = everyLabelAsItIs();
    by[other] = rules.label;
    return counted(planning::replaceLabels(map, by));
  });
}

void CorrectActions::takeNews(const PaintNews& news) {
  panel_->showHint(news.hint);
  if (news.place) views_.setCrosshair(*news.place);
}

void CorrectActions::update() {
  viewer::PaintHand& hand = views_.paintHand();
  hand.setRadiusMm(editor_.brush().radiusMm);
  const bool can = editor_.canEdit();
  if (!can && tool_ != LabelTool::none) {
    tool_ = LabelTool::none;
    hand.setTool(PaintTool::none);
  }
  correct_->setEnabled(can);
  for (const auto& [tool, action] : tools_) {
    action->setEnabled(can);
    action->setChecked(tool == tool_);
  }
  for (QAction* action : shapes_) action->setEnabled(can && !editor_.isRunning());
  for (QAction* action : placeSteps_) action->setEnabled(!ranking_.places().empty());
}

}  // namespace valvista::ui
