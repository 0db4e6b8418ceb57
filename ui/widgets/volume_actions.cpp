// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/volume_actions.h"

#include "ui/widgets/action_registry.h"
#include "viewer/widgets/linked_views.h"

#include <QAction>
#include <QActionGroup>

namespace valvista::ui {

using viewer::VolumePreset;

VolumeActions::VolumeActions(const CaseDocument& document, ActionRegistry& actions,
                             viewer::LinkedViews& views, QObject* parent)
    : QObject(parent), document_(document), views_(views), presets_(new QActionGroup(this)) {
  addPresets(actions);
  addClipping(actions);
  addLabels(actions);
  connect(&document_, &CaseDocument::changed, this, &VolumeActions::follow);
  follow({CasePart::study | CasePart::labels, true});
}

QAction* VolumeActions::addPreset(ActionRegistry& actions, const char* id, const QString& text,
                                  VolumePreset preset) {
  const auto number = static_cast<int>(preset);
  ActionSpec spec;
  spec.id = id;
  spec.text = text;
  spec.tip = tr("What 3D shows of the CT");
  spec.keys = {QKeySequence(Qt::CTRL | Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + number))};
  spec.checkable = true;
  spec.startsSection = preset == VolumePreset::none;
  QAction* action = actions.add(spec, [this, preset] { views_.setVolumePreset(preset); });
  presets_->addAction(action);
  return action;
}

void VolumeActions::addPresets(ActionRegistry& actions) {
  addPreset(actions, "volumeNone", tr("3D: labels alo&ne"), VolumePreset::none)->setChecked(true);
  addPreset(actions, "volumeCardiacCta", tr("3D: &cardiac CTA"), VolumePreset::cardiacCta);
  addPreset(actions, "volumeBoneAndVessel", tr("3D: &bone and vessel"), VolumePreset::boneAndVessel);
  addPreset(actions, "volumeCalcium", tr("3D: c&alcium"), VolumePreset::calcium);
}

void VolumeActions::addClipping(ActionRegistry& actions) {
  clip_ = actions.add({"clipAtAnnulus",
                       tr("3D: c&ut at the annulus plane"),
                       tr("Cuts the ventricle away: the root is seen open from below"),
                       {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C)},
                       ActionGroup::view,
                       true,
                       true},
                      [this] { views_.setClipping(clip_->isChecked()); });
  flip_ = actions.add({"flipClip",
                       tr("3D: keep the other side of the c&ut"),
                       tr("Keeps the ventricle instead of the aorta"),
                       {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_F)},
                       ActionGroup::view,
                       true},
                      [this] { placeClip(); });
}

void VolumeActions::addLabels(ActionRegistry& actions) {
  surfaces_ = actions.add({"surfacesIn3d",
                           tr("3D: label &surfaces"),
                           tr("Shows the labels in 3D"),
                           {},
                           ActionGroup::view,
                           true,
                           true},
                          [this] { views_.setSurfacesShown(surfaces_->isChecked()); });
  legend_ = actions.add({"legendIn3d",
                         tr("3D: na&mes of the labels"),
                         tr("Shows in 3D which colour is which label"),
                         {},
                         ActionGroup::view,
                         true},
                        [this] { views_.setLegendShown(legend_->isChecked()); });
  surfaces_->setChecked(true);
  legend_->setChecked(true);
}

void VolumeActions::placeClip() {
  const auto& root = document_.derived().root;
  std::optional<Plane> plane = root ? root->annulusPlane : std::nullopt;
  if (plane && flip_->isChecked()) plane->normal = -plane->normal;
  views_.setClipPlane(plane);
}

void VolumeActions::follow(const CaseChange& change) {
  if (!change.parts.testFlag(CasePart::study) && !change.parts.testFlag(CasePart::labels)) return;
  const bool hasCt = document_.inputs().study.has_value();
  for (QAction* preset : presets_->actions()) preset->setEnabled(hasCt);
  // Without labels 3D would be empty: the CT itself stands there.
  if (change.replaced) {
    const bool ctAlone = hasCt && !document_.inputs().anatomy;
    presets_->actions()
        .at(static_cast<int>(ctAlone ? VolumePreset::cardiacCta : VolumePreset::none))
        ->setChecked(true);
    views_.setVolumePreset(ctAlone ? VolumePreset::cardiacCta : VolumePreset::none);
  }
  const bool hasPlane = document_.derived().root && document_.derived().root->annulusPlane;
  clip_->setEnabled(hasPlane);
  flip_->setEnabled(hasPlane);
  placeClip();
}

}  // namespace valvista::ui
