// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/view_actions.h"

#include "planning/model/plan_edits.h"
#include "ui/session/case_document.h"
#include "ui/widgets/action_registry.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>
#include <QActionGroup>

#include <algorithm>
#include <cmath>
#include <utility>

namespace valvista::ui {

namespace {

using viewer::SlabMode;
using viewer::ViewCommand;
using viewer::ViewLayout;
using Keys = QList<QKeySequence>;

struct Preset {
  const char *id, *text;
  WindowLevel windowLevel;
};
// The first two are usual for this planning, the others are OHIF's.
constexpr Preset kPresets[]{
    {"presetCardiac", QT_TRANSLATE_NOOP("ViewActions", "&Cardiac CTA"), {800.0, 200.0}},
    {"presetCalcium", QT_TRANSLATE_NOOP("ViewActions", "C&alcium"), {1500.0, 500.0}},
    {"presetSoftTissue", QT_TRANSLATE_NOOP("ViewActions", "&Soft tissue"), {400.0, 40.0}},
    {"presetLung", QT_TRANSLATE_NOOP("ViewActions", "&Lung"), {1500.0, -600.0}},
    {"presetBone", QT_TRANSLATE_NOOP("ViewActions", "&Bone"), {2500.0, 480.0}},
};
constexpr int kOpacities[]{20, 40, 60, 80, 100};
constexpr int kDefaultOpacity = 40;
constexpr double kThinnestMm = 1.0, kThickestMm = 200.0, kThicknessStep = 1.25;

}  // namespace

ViewActions::ViewActions(viewer::LinkedViews& views, const CaseDocument& document, AppSettings& settings,
                         ActionRegistry& registry)
    : QObject(&registry),
      views_(views),
      document_(document),
      settings_(settings),
      registry_(registry),
      current_(settings.windowLevel()),
      opacityPercent_(kDefaultOpacity) {
  connect(&views_, &viewer::LinkedViews::windowLevelChanged, this, [this](double width, double centre) {
    current_ = {width, centre};
  });
  addLayouts();
  addCommands();
  addPlanes();
  addSlabs();
  addVessels();
  addPresets();
  addOpacities();
  connect(&document_, &CaseDocument::changed, this, &ViewActions::updatePlanes);
  updatePlanes();
}

void ViewActions::addLayouts() {
  const struct {
    const char* id;
    ViewLayout layout;
    QString text, tip;
  } layouts[]{
      {"layoutFourUp", ViewLayout::fourUp, tr("&Four views"), tr("Axial, coronal, sagittal and 3D")},
      {"layoutOnePlusThree", ViewLayout::onePlusThree, tr("&One and three"),
       tr("The axial view large, the others beside it")},
      {"layoutRoot", ViewLayout::root, tr("&Root"),
       tr("The annulus plane large, its two perpendicular planes and 3D beside it")},
      {"layoutAccess", ViewLayout::access, tr("&Access"),
       tr("The reformat of a vessel large, its cross section and 3D beside it")},
      {"layoutCompare", ViewLayout::compare, tr("&Compare"),
       tr("Labels A, labels B, their difference and 3D")},
  };
  auto* group = new QActionGroup(this);
  int key = Qt::Key_1;
  for (const auto& row : layouts) {
    const ActionSpec spec{row.id,
                          row.text,
                          row.tip,
                          Keys{QKeySequence(Qt::ALT | static_cast<Qt::Key>(key++))},
                          ActionGroup::layout,
                          true};
    QAction* action = registry_.add(spec, [this, layout = row.layout] { views_.setViewLayout(layout); });
    group->addAction(action);
    action->setChecked(views_.viewLayout() == row.layout);
    connect(&views_, &viewer::LinkedViews::layoutChanged, action,
            [action, own = row.layout](ViewLayout layout) { action->setChecked(layout == own); });
  }
}

void ViewActions::addCommands() {
  const struct {
    const char* id;
    ViewCommand command;
    QString text, tip;
    Keys keys;
  } commands[]{
      {"maximizeView",
       ViewCommand::maximize,
       tr("&Maximise view"),
       tr("One view alone, and back"),
       {Qt::Key_Return, Qt::Key_Enter}},
      {"nextSlice",
       ViewCommand::nextSlice,
       tr("&Next slice"),
       tr("Away from the viewer; turns 3D up"),
       {Qt::Key_Up}},
      {"previousSlice",
       ViewCommand::previousSlice,
       tr("&Previous slice"),
       tr("Towards the viewer; turns 3D down"),
       {Qt::Key_Down}},
      {"turnRight",
       ViewCommand::turnRight,
       tr("Turn &right"),
       tr("Turns 3D and the cut along a vessel; next slice"),
       {Qt::Key_Right}},
      {"turnLeft",
       ViewCommand::turnLeft,
       tr("Turn &left"),
       tr("Turns 3D and the cut along a vessel; previous slice"),
       {Qt::Key_Left}},
      {"tenSlicesOn", ViewCommand::tenSlicesOn, tr("Ten slices on"), {}, {Qt::Key_PageUp}},
      {"tenSlicesBack", ViewCommand::tenSlicesBack, tr("Ten slices back"), {}, {Qt::Key_PageDown}},
      {"firstSlice", ViewCommand::firstSlice, tr("First slice"), {}, {Qt::Key_Home}},
      {"lastSlice", ViewCommand::lastSlice, tr("Last slice"), {}, {Qt::Key_End}},
      {"zoomIn", ViewCommand::zoomIn, tr("Zoom &in"), {}, {Qt::Key_Plus, Qt::Key_Equal}},
      {"zoomOut", ViewCommand::zoomOut, tr("Zoom &out"), {}, {Qt::Key_Minus}},
      {"showWhole",
       ViewCommand::showWhole,
       tr("&Whole scan"),
       tr("Zoom and pan that show everything"),
       {Qt::Key_Space}},
  };
  bool first = true;
  for (const auto& row : commands) {
    ActionSpec spec{row.id, row.text, row.tip, row.keys, ActionGroup::view};
    spec.startsSection = std::exchange(first, false);
    registry_.addFor(views_, spec, [this, command = row.command] { views_.perform(command); });
  }
}

void ViewActions::addPlanes() {
  ActionSpec spec{"snapAnnulus", tr("Snap to the &annulus"), tr("The axial view onto the annulus plane"),
                  Keys{QKeySequence(Qt::SHIFT | Qt::Key_A)}, ActionGroup::view};
  spec.startsSection = true;
  snapAnnulus_ = registry_.add(spec, [this] {
    if (const auto plane = planning::annulusPlane(document_.shownInputs(), document_.derived()))
      views_.snapTo(*plane);
  });
  registry_.add({"snapCentreline", tr("Snap to the &centreline"),
                 tr("The axial view perpendicular to the vessel nearest to the crosshair"),
                 Keys{QKeySequence(Qt::SHIFT | Qt::Key_C)}, ActionGroup::view},
                [this] { views_.snapToCentreline(); });
  registry_.add({"straighten", tr("S&traighten"), tr("Back to axial, coronal and sagittal"),
                 Keys{QKeySequence(Qt::SHIFT | Qt::Key_S)}, ActionGroup::view},
                [this] { views_.straighten(); });
}

void ViewActions::updatePlanes() {
  snapAnnulus_->setEnabled(planning::annulusPlane(document_.shownInputs(), document_.derived()).has_value());
}

void ViewActions::addSlabs() {
  const struct {
    const char* id;
    SlabMode mode;
    QString text, tip;
  } modes[]{
      {"slabNone", SlabMode::none, tr("Thin slices"), tr("One sample for each pixel")},
      {"slabMaximum", SlabMode::maximum, tr("Slab: brightest (MIP)"), tr("The brightest through the slab")},
      {"slabMinimum", SlabMode::minimum, tr("Slab: darkest (MinIP)"), tr("The darkest through the slab")},
      {"slabMean", SlabMode::mean, tr("Slab: mean"), tr("The mean through the slab")},
  };
  auto* group = new QActionGroup(this);
  int key = Qt::Key_F6;
  for (const auto& row : modes) {
    const ActionSpec spec{row.id,
                          row.text,
                          row.tip,
                          Keys{QKeySequence(static_cast<Qt::Key>(key++))},
                          ActionGroup::view,
                          true,
                          row.mode == SlabMode::none};
    QAction* action = registry_.add(spec, [this, mode = row.mode] {
      slab_.mode = mode;
      views_.setSlab(slab_);
    });
    group->addAction(action);
    action->setChecked(row.mode == slab_.mode);
  }
  registry_.add({"slabThicker", tr("Thicker slab"), {}, Keys{Qt::Key_BracketRight}, ActionGroup::view},
                [this] { changeThickness(kThicknessStep); });
  registry_.add({"slabThinner", tr("Thinner slab"), {}, Keys{Qt::Key_BracketLeft}, ActionGroup::view},
                [this] { changeThickness(1.0 / kThicknessStep); });
}

void ViewActions::changeThickness(double factor) {
  // Whole millimetres, and every step changes something.
  const double wanted = slab_.thicknessMm * factor;
  slab_.thicknessMm =
      std::clamp(factor > 1.0 ? std::ceil(wanted) : std::floor(wanted), kThinnestMm, kThickestMm);
  views_.setSlab(slab_);
}

void ViewActions::addVessels() {
  ActionSpec next{"nextVessel", tr("Next &vessel"), tr("The next vessel in the reformat"), Keys{Qt::Key_V},
                  ActionGroup::view};
  next.startsSection = true;
  registry_.add(next, [this] { views_.chooseNextReformatPath(); });
  ActionSpec curved{"curvedReformat",
                    tr("Cur&ved reformat"),
                    tr("The vessel in the reformat keeps its course instead of being stretched"),
                    Keys{QKeySequence(Qt::SHIFT | Qt::Key_V)},
                    ActionGroup::view,
                    true};
  QAction* action = registry_.add(curved, [] {});
  connect(action, &QAction::toggled, this, [this](bool on) {
    views_.setReformatMode(on ? viewer::ReformatMode::curved : viewer::ReformatMode::stretched);
  });
}

void ViewActions::applyDefault() {
  applyWindowLevel(settings_.windowLevel());
}

void ViewActions::applyWindowLevel(const WindowLevel& windowLevel) {
  current_ = windowLevel;
  views_.setWindowLevel(windowLevel.width, windowLevel.centre);
}

void ViewActions::addPresets() {
  int key = Qt::Key_1;
  for (const Preset& preset : kPresets)
    registry_.add({preset.id,
                   tr("%1  (%2 / %3 HU)")
                       .arg(tr(preset.text))
                       .arg(preset.windowLevel.width)
                       .arg(preset.windowLevel.centre),
                   {},
                   Keys{static_cast<Qt::Key>(key++)},
                   ActionGroup::window},
                  [this, &preset] { applyWindowLevel(preset.windowLevel); });
  registry_.add({"resetWindowLevel", tr("&Reset window"), tr("Back to your default window and level"),
                 Keys{Qt::Key_0}, ActionGroup::window, false, true},
                [this] { applyDefault(); });
  registry_.add({"keepWindowLevel",
                 tr("Use this window as &default"),
                 tr("New cases open with this window and level"),
                 {},
                 ActionGroup::window},
                [this] { settings_.setWindowLevel(current_); });
}

void ViewActions::addOpacities() {
  ActionSpec toggle{"showLabels",
                    tr("Show la&bels"),
                    tr("Labels over the CT, or the CT alone"),
                    Keys{Qt::Key_G},
                    ActionGroup::view,
                    true,
                    true};
  labels_ = registry_.add(toggle, [this] { showLabels(labels_->isChecked()); });
  auto* group = new QActionGroup(this);
  for (const int percent : kOpacities) {
    const QByteArray id = "opacity" + QByteArray::number(percent);
    QAction* action = registry_.add(
        {id.constData(), tr("Label opacity %1 %").arg(percent), {}, {}, ActionGroup::view, true},
        [this, percent] {
          opacityPercent_ = percent;
          showLabels(true);
        });
    group->addAction(action);
    action->setChecked(percent == opacityPercent_);
  }
  showLabels(true);
}

void ViewActions::showLabels(bool shown) {
  labels_->setChecked(shown);
  views_.setLabelOpacity(shown ? opacityPercent_ / 100.0 : 0.0);
}

}  // namespace valvista::ui
