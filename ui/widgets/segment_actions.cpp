// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segment_actions.h"

#include "ui/widgets/action_registry.h"
#include "ui/widgets/compare_actions.h"
#include "ui/widgets/segment_panel.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>

namespace valvista::ui {

SegmentActions::SegmentActions(const WindowSession& session, ActionRegistry& actions, CompareActions& compare,
                               QMainWindow& window)
    : QObject(&window), session_(session), compare_(compare), window_(window), segmentation_(session) {
  run_ = actions.add({"segmentRun",
                      tr("&Segment with this model"),
                      tr("Labels of the open CT from the model of the step Segment, as a new version"),
                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
                      ActionGroup::workflow,
                      false,
                      true},
                     [this] { segmentation_.run(); });
  install_ =
      actions.add({"installModel",
                   tr("&Install model\u2026"),
                   tr("Copies a folder with manifest.json and model.safetensors to the installed models"),
                   {},
                   ActionGroup::workflow},
                  [this] { askModel(); });
  compareVersions_ = actions.add({"compareVersions",
                                  tr("Compare with the version &before"),
                                  tr("How the labels shown agree with those that the case had before"),
                                  {},
                                  ActionGroup::workflow},
                                 [this] { compareVersions(); });
  panel_ = new SegmentPanel(segmentation_, session_, {run_, install_, compareVersions_});
  connect(&segmentation_, &Segmentation::failed, this, &SegmentActions::failed);
  connect(&segmentation_, &Segmentation::changed, this, &SegmentActions::updateEnabled);
  connect(&session_.document, &CaseDocument::changed, this, &SegmentActions::updateEnabled);
  updateEnabled();
}

void SegmentActions::updateEnabled() {
  run_->setEnabled(segmentation_.canRun());
  compareVersions_->setEnabled(session_.document.labelVersions().size() > 1);
}

void SegmentActions::askModel() {
  auto* dialog = new QFileDialog(&window_, tr("Install model"));
  dialog->setObjectName(QStringLiteral("modelDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    if (!path.isEmpty()) segmentation_.install(QFile::encodeName(path).toStdString());
  });
  dialog->open();
}

void SegmentActions::compareVersions() {
  const std::vector<LabelVersion>& versions = session_.document.labelVersions();
  const int shown = session_.document.currentLabelVersion();
  const int other = shown > 0 ? shown - 1 : shown + 1;
  if (other < static_cast<int>(versions.size()))
    compare_.compareWith(versions[static_cast<std::size_t>(other)].anatomy);
}

}  // namespace valvista::ui
