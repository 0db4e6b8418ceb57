// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/data_page.h"

#include "ui/session/planning_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/enrich_part.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace valvista::ui {

namespace {

constexpr int kFolderColumn = 4;  ///< of the trainings
constexpr int kMostFaultsShown = 1000;

QString pathText(const std::filesystem::path& path) {
  return QDir::toNativeSeparators(QFile::decodeName(path.c_str()));
}

/// Within the dataset, so that a row has room for the reason.
QString shortPath(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const std::filesystem::path relative = file.lexically_relative(folder);
  return pathText(relative.empty() || *relative.begin() == ".." ? file : relative);
}

QStringList classNames(const std::vector<ModelClass>& classes) {
  QStringList names;
  for (std::size_t i = 1; i < classes.size(); ++i) names << classText(classes[i].name);
  return names;
}

}  // namespace

DataPage::DataPage(TrainingPlan& plan, Trainings& trainings, QWidget* parent)
    : QWidget(parent),
      plan_(plan),
      trainings_(trainings),
      folder_(makeNote("trainingFolder")),
      facts_(makeNote("trainingDatasetFacts")),
      verdict_(makeNote("trainingFaultCount")),
      progress_(new QProgressBar),
      faults_(makeTable("trainingFaults", tr("What is wrong with the dataset"),
                        {tr("Kind"), tr("File"), tr("Reason")})),
      runs_(makeTable("trainingRuns", tr("Trainings"),
                      {tr("Model"), tr("State"), tr("Epoch"), tr("Best Dice"), tr("Folder")})),
      show_(makePush("trainingShow", tr("&Show"))),
      resume_(makePush("trainingResume", tr("&Resume"))),
      runsPart_(makeTrainings()) {
  setObjectName(QStringLiteral("trainingDataPage"));
  setAcceptDrops(true);
  progress_->setObjectName(QStringLiteral("trainingCheckProgress"));
  progress_->setAccessibleName(tr("Progress of the checks"));
  progress_->setRange(0, 1000);
  auto* choose = makePush("trainingChooseFolder", tr("Choose &folder\u2026"));
  connect(choose, &QPushButton::clicked, this, &DataPage::folderWanted);
  auto* row = new QHBoxLayout;
  row->addWidget(folder_, 1);
  row->addWidget(choose);
  auto* column = new QVBoxLayout(this);
  column->addLayout(row);
  column->addWidget(facts_);
  column->addWidget(new EnrichPart(plan_));
  column->addWidget(progress_);
  column->addWidget(verdict_);
  column->addWidget(faults_, 2);
  column->addStretch();
  column->addWidget(runsPart_, 1);
  connect(&plan_, &TrainingPlan::changed, this, &DataPage::showPlan);
  connect(&plan_, &TrainingPlan::progressed, this, [this](double fraction, const QString& what) {
    progress_->setValue(static_cast<int>(fraction * 1000.0));
    progress_->setFormat(what);
  });
  connect(&trainings_, &Trainings::changed, this, &DataPage::showTrainings);
  showPlan();
  showTrainings();
}

QWidget* DataPage::makeTrainings() {
  auto* part = new QWidget;
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(show_);
  buttons->addWidget(resume_);
  buttons->addStretch();
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(makeHeading(tr("Trainings on this computer")));
  column->addWidget(runs_);
  column->addLayout(buttons);
  const auto chosen = [this] {
    if (const auto* training = chosenTraining())
      Q_EMIT trainingChosen(QFile::decodeName(training->run.folder.c_str()));
  };
  connect(show_, &QPushButton::clicked, this, chosen);
  connect(runs_, &QTableWidget::cellActivated, this, chosen);
  connect(runs_, &QTableWidget::itemSelectionChanged, this, &DataPage::showTrainings);
  connect(resume_, &QPushButton::clicked, this, [this] {
    if (const auto* training = chosenTraining())
      Q_EMIT resumeWanted(QFile::decodeName(training->run.folder.c_str()));
  });
  return part;
}

void DataPage::showPlan() {
  const auto& dataset = plan_.dataset();
  folder_->setText(
      dataset ? pathText(dataset->folder)
              : tr("Drop the folder of a dataset here, or choose it: nnU-Net v2 (dataset.json, imagesTr, "
                   "labelsTr) or TotalSegmentator (a folder for each case with ct.nii.gz and "
                   "segmentations)."));
  theme::setTone(*facts_, plan_.datasetProblem().isEmpty() ? theme::Tone::normal : theme::Tone::error);
  if (!plan_.datasetProblem().isEmpty()) {
    facts_->setText(planningText(plan_.datasetProblem().toStdString()));
  } else if (plan_.isReading()) {
    facts_->setText(tr("Looking at the dataset \u2026"));
  } else if (dataset) {
    std::set<std::string> patients;
    for (const DatasetCase& one : dataset->cases) patients.insert(one.patient);
    const QString layout = dataset->layout == DatasetLayout::nnUNet ? QStringLiteral("nnU-Net v2")
                                                                    : QStringLiteral("TotalSegmentator");
    facts_->setText(tr("%1, %n case(s)", nullptr, static_cast<int>(dataset->cases.size())).arg(layout) +
                    tr(" of %n patient(s). ", nullptr, static_cast<int>(patients.size())) +
                    tr("Structures: %1.").arg(classNames(plan_.classes()).join(QStringLiteral(", "))));
  } else {
    facts_->clear();
  }
  facts_->setVisible(!facts_->text().isEmpty());
  progress_->setVisible(plan_.isChecking());
  showFaults();
}

void DataPage::showFaults() {
  const auto& faults = plan_.faults();
  const auto errors =
      std::count_if(faults.begin(), faults.end(), [](const DatasetFault& one) { return one.isError; });
  const auto warnings = static_cast<int>(faults.size()) - static_cast<int>(errors);
  faults_->setVisible(!faults.empty());
  verdict_->setVisible(plan_.dataset().has_value() && !plan_.enrichment().isRunning());
  theme::setTone(*verdict_, errors > 0 ? theme::Tone::error : theme::Tone::normal);
  if (errors > 0) {
    verdict_->setText(tr("%n error(s): they must be put right before a training can start.", nullptr,
                         static_cast<int>(errors)));
  } else if (plan_.isChecking()) {
    verdict_->setText(tr("Every case is being read. You can go on meanwhile."));
  } else if (!plan_.isChecked()) {
    verdict_->setText(tr("The cases were not read to the end. Choose the folder again to check them."));
  } else if (warnings > 0) {
    verdict_->setText(tr("%n warning(s): they stop nothing, but look at them.", nullptr, warnings));
  } else {
    verdict_->setText(tr("Every case was read and nothing is wrong."));
  }
  if (faults_->rowCount() == static_cast<int>(faults.size())) return;
  faults_->setRowCount(0);
  for (const DatasetFault& fault : faults) {
    const int row = faults_->rowCount();
    if (row == kMostFaultsShown) break;
    faults_->insertRow(row);
    faults_->setItem(row, 0, makeCell(fault.isError ? tr("error") : tr("warning")));
    faults_->setItem(row, 1, makeCell(shortPath(fault.file, plan_.config().dataset)));
    faults_->setItem(row, 2, makeCell(planningText(fault.message)));
  }
}

void DataPage::showTrainings() {
  const auto& list = trainings_.list();
  runsPart_->setVisible(!list.empty());
  const QSignalBlocker quiet(runs_);
  const QTableWidgetItem* before = runs_->item(runs_->currentRow(), kFolderColumn);
  const QString chosen = before ? before->text() : QString();  // a new training moves the others down
  int chosenRow = 0;
  runs_->setRowCount(static_cast<int>(list.size()));
  for (std::size_t i = 0; i < list.size(); ++i) {
    const int row = static_cast<int>(i);
    const auto& status = list[i].status;
    runs_->setItem(row, 0, makeCell(trainingTitle(list[i])));
    runs_->setItem(row, 1, makeCell(stateText(trainings_, list[i])));
    runs_->setItem(
        row, 2, makeNumberCell(status ? tr("%1 of %2").arg(status->epoch).arg(status->epochs) : QString()));
    runs_->setItem(
        row, 3,
        makeNumberCell(status && status->bestDice ? QString::number(*status->bestDice, 'f', 3) : QString()));
    const QString folder = QString::fromStdString(list[i].run.folder.filename().string());
    runs_->setItem(row, kFolderColumn, makeCell(folder));
    if (folder == chosen) chosenRow = row;
  }
  if (!list.empty()) runs_->selectRow(chosenRow);
  const ListedTraining* training = chosenTraining();
  show_->setEnabled(training != nullptr);
  resume_->setEnabled(training && trainings_.mayResume(*training));
}

const ListedTraining* DataPage::chosenTraining() const {
  const int row = runs_->currentRow();
  const auto& list = trainings_.list();
  return row >= 0 && row < static_cast<int>(list.size()) ? &list[static_cast<std::size_t>(row)] : nullptr;
}

void DataPage::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void DataPage::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) {
      event->acceptProposedAction();
      plan_.chooseDataset(QFile::encodeName(url.toLocalFile()).toStdString());
      return;
    }
}

}  // namespace valvista::ui
