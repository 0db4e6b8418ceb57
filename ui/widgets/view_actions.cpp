// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/view_actions.h"

#include <QActionGroup>
#include <QMenu>

#include "viewer/widgets/linked_views.h"

namespace valvista::ui {

namespace {

struct Preset {
  const char* name;  ///< objectName
  const char* text;
  WindowLevel windowLevel;
};
constexpr Preset kPresets[]{
    {"presetCardiac", QT_TRANSLATE_NOOP("ViewActions", "&Cardiac CTA"), {800.0, 200.0}},
    {"presetSoftTissue", QT_TRANSLATE_NOOP("ViewActions", "&Soft tissue"), {400.0, 40.0}},
    {"presetBone", QT_TRANSLATE_NOOP("ViewActions", "&Bone"), {2500.0, 480.0}},
    {"presetLung", QT_TRANSLATE_NOOP("ViewActions", "&Lung"), {1500.0, -600.0}},
};
constexpr int kOpacities[]{0, 20, 40, 60, 80, 100};
constexpr int kDefaultOpacity = 40;

}  // namespace

ViewActions::ViewActions(viewer::LinkedViews& views, AppSettings& settings, QObject* parent)
    : QObject(parent), views_(views), settings_(settings), current_(settings.windowLevel()) {
  connect(&views_, &viewer::LinkedViews::windowLevelChanged, this,
          [this](double width, double centre) { current_ = {width, centre}; });
  views_.setLabelOpacity(kDefaultOpacity / 100.0);
}

void ViewActions::applyDefault() {
  current_ = settings_.windowLevel();
  views_.setWindowLevel(current_.width, current_.centre);
}

void ViewActions::fill(QMenu& menu) {
  fillPresets(menu);
  fillOpacity(*menu.addMenu(tr("Label &opacity")));
}

void ViewActions::fillPresets(QMenu& menu) {
  int key = Qt::Key_1;
  for (const Preset& preset : kPresets) {
    QAction* action = menu.addAction(QStringLiteral("%1  (%2 / %3 HU)")
                                         .arg(tr(preset.text))
                                         .arg(preset.windowLevel.width)
                                         .arg(preset.windowLevel.centre));
    action->setObjectName(QString::fromLatin1(preset.name));
    action->setShortcut(QKeySequence(key++));
    connect(action, &QAction::triggered, this, [this, windowLevel = preset.windowLevel] {
      current_ = windowLevel;
      views_.setWindowLevel(windowLevel.width, windowLevel.centre);
    });
  }
  QAction* keep = menu.addAction(tr("Use this window as &default"));
  keep->setObjectName(QStringLiteral("keepWindowLevel"));
  connect(keep, &QAction::triggered, this, [this] { settings_.setWindowLevel(current_); });
  QAction* reset = menu.addAction(tr("&Reset window"));
  reset->setObjectName(QStringLiteral("resetWindowLevel"));
  reset->setShortcut(QKeySequence(Qt::Key_0));
  connect(reset, &QAction::triggered, this, &ViewActions::applyDefault);
  menu.addSeparator();
}

void ViewActions::fillOpacity(QMenu& menu) {
  menu.setObjectName(QStringLiteral("opacityMenu"));
  auto* group = new QActionGroup(this);
  for (const int percent : kOpacities) {
    QAction* action = menu.addAction(percent == 0 ? tr("Hidden") : tr("%1 %").arg(percent));
    action->setObjectName(QStringLiteral("opacity%1").arg(percent));
    action->setCheckable(true);
    action->setChecked(percent == kDefaultOpacity);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, percent] { views_.setLabelOpacity(percent / 100.0); });
  }
}

}  // namespace valvista::ui
