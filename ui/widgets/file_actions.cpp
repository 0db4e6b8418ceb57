// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_actions.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <filesystem>

namespace valvista::ui {

namespace {

std::filesystem::path toPath(const QString& text) { return QFile::encodeName(text).toStdString(); }

}  // namespace

FileActions::FileActions(const WindowSession& session, QWidget* window)
    : QObject(window),
      session_(session),
      window_(window),
      openCtFolder_(makeAction(tr("Open CT &folder\u2026"), "openCtFolder", tr("A folder with a DICOM series"))),
      openCtFile_(makeAction(tr("Open &CT file\u2026"), "openCtFile", tr("One DICOM file, NIfTI, NRRD or MetaImage"))),
      openLabelsFile_(makeAction(tr("Open &labels file\u2026"), "openLabelsFile", tr("A label map for the open CT"))),
      openLabelsFolder_(
          makeAction(tr("Open labels f&older\u2026"), "openLabelsFolder", tr("A folder with one mask per structure"))),
      demo_(makeAction(tr("&Demo case"), "openDemo", tr("A built-in phantom with known measurements"))),
      measureAgain_(makeAction(tr("&Measure again"), "measureAgain", tr("Run steps that were cancelled or failed"))),
      exportReport_(makeAction(tr("Export &report (PDF)\u2026"), "exportReport", tr("The printed report"))),
      savePlan_(makeAction(tr("&Save plan\u2026"), "savePlan", tr("plan.json, tables, labels and report in a folder"))),
      quit_(makeAction(tr("&Quit"), "quit", {})) {
  openCtFolder_->setShortcut(QKeySequence::Open);
  openCtFile_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
  openLabelsFile_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
  openLabelsFolder_->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
  demo_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
  measureAgain_->setShortcut(Qt::Key_F5);
  exportReport_->setShortcut(QKeySequence::Print);
  savePlan_->setShortcut(QKeySequence::Save);
  quit_->setShortcut(QKeySequence::Quit);

  PipelineController& controller = session_.controller;
  const auto openCt = [&controller](const QString& path) {
    planning::PlanSources sources;
    sources.ct = toPath(path);
    controller.open(sources);
  };
  const auto openLabels = [&controller](const QString& path) { controller.openLabels(toPath(path)); };
  connect(openCtFolder_, &QAction::triggered, this, [=, this] { askFolder(tr("Open CT folder"), openCt); });
  connect(openCtFile_, &QAction::triggered, this, [=, this] { askVolume(tr("Open CT file"), openCt); });
  connect(openLabelsFile_, &QAction::triggered, this, [=, this] { askVolume(tr("Open labels file"), openLabels); });
  connect(openLabelsFolder_, &QAction::triggered, this, [=, this] { askFolder(tr("Open labels folder"), openLabels); });
  connect(demo_, &QAction::triggered, this, [&controller] { controller.openDemo(); });
  connect(measureAgain_, &QAction::triggered, this, [&controller] { controller.resume(); });
  connect(exportReport_, &QAction::triggered, this, &FileActions::askReport);
  connect(savePlan_, &QAction::triggered, this, &FileActions::askPlanFolder);
  connect(quit_, &QAction::triggered, window_, &QWidget::close);
  connect(&session_.document, &CaseDocument::changed, this, &FileActions::updateEnabled);
  updateEnabled();
}

QAction* FileActions::makeAction(const QString& text, const char* name, const QString& tip) {
  auto* action = new QAction(text, this);
  action->setObjectName(QString::fromLatin1(name));
  action->setStatusTip(tip);
  action->setToolTip(tip);
  return action;
}

void FileActions::fill(QMenu& menu) {
  menu.addActions({openCtFolder_, openCtFile_});
  menu.addSeparator();
  menu.addActions({openLabelsFile_, openLabelsFolder_});
  menu.addSeparator();
  menu.addAction(demo_);
  menu.addSeparator();
  menu.addAction(measureAgain_);
  menu.addSeparator();
  menu.addActions({exportReport_, savePlan_});
  menu.addSeparator();
  menu.addAction(quit_);
}

void FileActions::updateEnabled() {
  using planning::Step;
  using planning::StepState;
  const CaseDocument& document = session_.document;
  const auto is = [&](Step step, StepState state) { return document.status(step).state == state; };
  const bool measured = is(Step::measure, StepState::done);
  const bool stopped = is(Step::rootLabels, StepState::fresh) || is(Step::rootLabels, StepState::failed) ||
                       is(Step::measure, StepState::failed) ||
                       (is(Step::rootLabels, StepState::done) && is(Step::measure, StepState::fresh));
  measureAgain_->setEnabled(document.inputs().anatomy && stopped);
  exportReport_->setEnabled(measured);
  savePlan_->setEnabled(measured);
}

void FileActions::ask(QFileDialog* dialog, const Chosen& chosen) {
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setDirectory(session_.settings.lastFolder());
  connect(dialog, &QFileDialog::fileSelected, this, [this, chosen](const QString& path) {
    if (path.isEmpty()) return;
    session_.settings.setLastFolder(QFileInfo(path).absolutePath());
    chosen(path);
  });
  dialog->open();
}

void FileActions::askFolder(const QString& title, const Chosen& chosen) {
  auto* dialog = new QFileDialog(window_, title);
  dialog->setObjectName(QStringLiteral("folderDialog"));
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  ask(dialog, chosen);
}

void FileActions::askVolume(const QString& title, const Chosen& chosen) {
  auto* dialog = new QFileDialog(window_, title);
  dialog->setObjectName(QStringLiteral("fileDialog"));
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("All files (*)"), tr("Volumes (*.nii *.nii.gz *.nrrd *.nhdr *.mha *.mhd *.dcm)")});
  ask(dialog, chosen);
}

void FileActions::askReport() {
  auto* dialog = new QFileDialog(window_, tr("Export report"));
  dialog->setObjectName(QStringLiteral("reportDialog"));
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({tr("PDF (*.pdf)")});
  dialog->setDefaultSuffix(QStringLiteral("pdf"));
  dialog->selectFile(QStringLiteral("report.pdf"));
  ask(dialog, [this](const QString& path) {
    exportReport(session_.document, session_.jobs, toPath(path), announce(tr("The report"), path));
  });
}

void FileActions::askPlanFolder() {
  auto* dialog = new QFileDialog(window_, tr("Save plan in a folder"));
  dialog->setObjectName(QStringLiteral("planDialog"));
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  dialog->setLabelText(QFileDialog::Accept, tr("Save here"));
  ask(dialog, [this](const QString& path) {
    exportPlan(session_.document, session_.jobs, toPath(path), announce(tr("The plan"), path));
  });
}

ExportDone FileActions::announce(const QString& what, const QString& path) {
  return [this, what, path](const JobOutcome<Written>& outcome) {
    if (std::holds_alternative<Written>(outcome)) {
      Q_EMIT written(tr("%1 was written").arg(what), QDir::toNativeSeparators(path));
    } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
      Q_EMIT notWritten(tr("%1 was not written").arg(what), failure->message);
    }
  };
}

}  // namespace valvista::ui
