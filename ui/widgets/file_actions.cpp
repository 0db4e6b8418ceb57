// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_actions.h"

#include "ui/session/planning_text.h"
#include "ui/widgets/action_registry.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>

#include <filesystem>

namespace valvista::ui {

namespace {

std::filesystem::path toPath(const QString& text) {
  return QFile::encodeName(text).toStdString();
}

}  // namespace

FileActions::FileActions(const WindowSession& session, ActionRegistry& actions, QWidget* window)
    : QObject(window),
      session_(session),
      window_(window),
      guard_(session.document, window,
             {[this] { return library_.applies && library_.applies(); },
              [this](const UnsavedGuard::Step& then) { library_.save(then); }},
             [this](const UnsavedGuard::Step& then) { askPlanFolder(then); }) {
  registerOpening(actions);
  registerResults(actions);
  connect(&session_.document, &CaseDocument::changed, this, &FileActions::updateEnabled);
  updateEnabled();
}

void FileActions::registerOpening(ActionRegistry& actions) {
  const auto openCt = [this](const QString& path) {
    planning::PlanSources sources;
    sources.ct = toPath(path);
    whenSafe([this, sources] { session_.controller.open(sources); });
  };
  const auto openLabels = [this](const QString& path) {
    whenSafe([this, path] { session_.controller.openLabels(toPath(path)); });
  };
  using Keys = QList<QKeySequence>;
  constexpr ActionGroup kFile = ActionGroup::file;
  openCtFolder_ = actions.add({"openCtFolder", tr("Open CT &folder\u2026"),
                               tr("A folder with a DICOM series"), Keys{QKeySequence::Open}, kFile},
                              [=, this] { askFolder(tr("Open CT folder"), openCt); });
  openCtFile_ =
      actions.add({"openCtFile", tr("Open &CT file\u2026"), tr("One DICOM file, NIfTI, NRRD or MetaImage"),
                   Keys{QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)}, kFile},
                  [=, this] { askVolume(tr("Open CT file"), openCt); });
  actions.add({"openLabelsFile", tr("Open &labels file\u2026"),
               tr("A label map or a DICOM segmentation for the open CT"),
               Keys{QKeySequence(Qt::CTRL | Qt::Key_L)}, kFile, false, true},
              [=, this] { askVolume(tr("Open labels file"), openLabels); });
  actions.add({"openLabelsFolder", tr("Open labels f&older\u2026"),
               tr("A folder with one mask per structure, or with a DICOM segmentation"),
               Keys{QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)}, kFile},
              [=, this] { askFolder(tr("Open labels folder"), openLabels); });
  openReview_ =
      actions.add({"openReview", tr("Open re&view\u2026"),
                   tr("Edits, annotations and acknowledged findings saved with a plan of this case"),
                   Keys{QKeySequence(Qt::CTRL | Qt::Key_R)}, kFile},
                  [this] { askReview(); });
  demo_ = actions.add({"openDemo", tr("&Demo case"), tr("A built-in phantom with known measurements"),
                       Keys{QKeySequence(Qt::CTRL | Qt::Key_D)}, kFile, false, true},
                      [this] { whenSafe([this] { session_.controller.openDemo(); }); });
}

void FileActions::registerResults(ActionRegistry& actions) {
  using Keys = QList<QKeySequence>;
  constexpr ActionGroup kFile = ActionGroup::file;
  measureAgain_ =
      actions.add({"measureAgain", tr("&Measure again"), tr("Run steps that were cancelled or failed"),
                   Keys{QKeySequence(Qt::Key_F5)}, kFile, false, true},
                  [this] { session_.controller.resume(); });
  exportReport_ = actions.add({"exportReport", tr("Export &report (PDF)\u2026"), tr("The printed report"),
                               Keys{QKeySequence::Print}, kFile, false, true},
                              [this] { askReport(); });
  exportLabels_ = actions.add(
      {"exportLabels", tr("Export la&bels\u2026"), tr("The labels as NIfTI, NRRD or DICOM segmentation"),
       Keys{QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)}, kFile},
      [this] { askLabels(); });
  savePlan_ =
      actions.add({"savePlan", tr("&Save plan\u2026"), tr("plan.json, tables, labels and report in a folder"),
                   Keys{QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)}, kFile},
                  [this] { askPlanFolder({}); });
  actions.add({"quit", tr("&Quit"), tr("Close the window"), Keys{QKeySequence::Quit}, kFile, false, true},
              [this] { window_->close(); });
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
  openReview_->setEnabled(!document.isEmpty());
  exportReport_->setEnabled(measured);
  exportLabels_->setEnabled(document.shownLabels() != nullptr);
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
  dialog->setNameFilters(
      {tr("All files (*)"), tr("Volumes (*.nii *.nii.gz *.nrrd *.nhdr *.mha *.mhd *.dcm)")});
  ask(dialog, chosen);
}

void FileActions::askReview() {
  auto* dialog = new QFileDialog(window_, tr("Open review"));
  dialog->setObjectName(QStringLiteral("reviewDialog"));
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Reviews (*.json)")});
  ask(dialog, [this](const QString& path) { session_.controller.openReview(toPath(path)); });
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

void FileActions::askLabels() {
  auto* dialog = new QFileDialog(window_, tr("Export labels"));
  dialog->setObjectName(QStringLiteral("labelsDialog"));
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters(
      {tr("NIfTI (*.nii.gz *.nii)"), tr("NRRD (*.nrrd)"), tr("DICOM segmentation (*.dcm)")});
  dialog->setDefaultSuffix(QStringLiteral("nii.gz"));
  dialog->selectFile(QStringLiteral("labels.nii.gz"));
  // The name follows the chosen format: the ending is what decides.
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    const QString ending =
        filter.section(QStringLiteral("*."), 1, 1).section(QRegularExpression(QStringLiteral("[ )]")), 0, 0);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(QStringLiteral("labels.") + ending);
  });
  ask(dialog, [this](const QString& path) {
    exportLabels(session_.document, session_.jobs, toPath(path), announce(tr("The label map"), path));
  });
}

void FileActions::askPlanFolder(const UnsavedGuard::Step& then) {
  auto* dialog = new QFileDialog(window_, tr("Save plan in a folder"));
  dialog->setObjectName(QStringLiteral("planDialog"));
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  dialog->setLabelText(QFileDialog::Accept, tr("Save here"));
  ask(dialog, [this, then](const QString& path) { savePlan(path, then); });
}

void FileActions::savePlan(const QString& folder, const UnsavedGuard::Step& then) {
  exportPlan(session_.document, session_.jobs, toPath(folder),
             [this, then, say = announce(tr("The plan"), folder)](const JobOutcome<Written>& outcome) {
               say(outcome);
               // What was changed while the plan was written is not in it.
               if (std::holds_alternative<Written>(outcome) && !session_.document.hasUnsavedWork() && then)
                 then();
             });
}

ExportDone FileActions::announce(const QString& what, const QString& path) {
  return [this, what, path](const JobOutcome<Written>& outcome) {
    if (const auto* done = std::get_if<Written>(&outcome)) {
      QString text = QDir::toNativeSeparators(path);
      for (const planning::Finding& finding : done->findings)
        text += QLatin1Char('\n') + planningText(finding.message);
      Q_EMIT written(tr("%1 was written").arg(what), text);
    } else if (const auto* failure = std::get_if<JobFailed>(&outcome)) {
      Q_EMIT notWritten(tr("%1 was not written").arg(what), failure->message);
    }
  };
}

}  // namespace valvista::ui
