// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segment_panel.h"

#include "ui/session/planning_text.h"
#include "ui/session/segmentation_text.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace valvista::ui {

namespace {

QLabel* makeText(const char* name) {
  auto* label = new QLabel;
  label->setObjectName(QString::fromLatin1(name));
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

QComboBox* makeChoice(const char* name, const QString& accessibleName) {
  auto* choice = new QComboBox;
  choice->setObjectName(QString::fromLatin1(name));
  choice->setAccessibleName(accessibleName);
  // A long name of a model must not widen the step's column.
  choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  choice->setMinimumContentsLength(10);
  return choice;
}

QToolButton* makeButton(QAction* action, const char* name) {
  auto* button = new QToolButton;
  button->setObjectName(QString::fromLatin1(name));
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  button->setMinimumHeight(30);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

void setItemEnabled(QComboBox& choice, int index, bool enabled) {
  if (auto* items = qobject_cast<QStandardItemModel*>(choice.model()))
    items->item(index)->setEnabled(enabled);
}

}  // namespace

SegmentPanel::SegmentPanel(Segmentation& segmentation, const WindowSession& session, const Actions& actions,
                           QWidget* parent)
    : QWidget(parent),
      segmentation_(segmentation),
      session_(session),
      noModel_(makeText("segmentNoModel")),
      facts_(makeText("segmentModelFacts")),
      cost_(makeText("segmentCost")),
      model_(makeChoice("segmentModel", tr("Model"))),
      device_(makeChoice("segmentDevice", tr("Device"))),
      version_(makeChoice("labelVersion", tr("Version of the labels"))),
      memory_(new QDoubleSpinBox),
      form_(makeForm(actions)),
      versions_(makeVersions(actions)) {
  setObjectName(QStringLiteral("segmentPanel"));
  noModel_->setText(
      tr("No model is installed. Install one from its folder (manifest.json and model.safetensors), or open "
         "labels: a "
         "label map, or the folder of masks that TotalSegmentator writes. The demo case has labels."));
  theme::setTone(*facts_, theme::Tone::quiet);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addWidget(versions_);
  column->addWidget(noModel_);
  column->addWidget(form_);
  column->addWidget(makeButton(actions.install, "segmentInstallButton"));

  connect(model_, &QComboBox::activated, &segmentation_, &Segmentation::chooseModel);
  connect(device_, &QComboBox::activated, this,
          [this](int index) { segmentation_.setDevice(device_->itemData(index).toString()); });
  connect(memory_, &QDoubleSpinBox::editingFinished, this,
          [this] { segmentation_.setMemoryLimitGib(memory_->value()); });
  connect(version_, &QComboBox::activated, this,
          [this](int index) { session_.controller.showLabelVersion(index); });
  connect(&segmentation_, &Segmentation::changed, this, &SegmentPanel::show);
  connect(&session_.document, &CaseDocument::changed, this, &SegmentPanel::showVersions);
  show();
}

QWidget* SegmentPanel::makeForm(const Actions& actions) {
  memory_->setObjectName(QStringLiteral("segmentMemory"));
  memory_->setAccessibleName(tr("Memory limit"));
  memory_->setRange(0.0, 65536.0);
  memory_->setDecimals(1);
  memory_->setSuffix(tr(" GiB"));
  memory_->setSpecialValueText(tr("none"));
  auto* form = new QWidget;
  auto* rows = new QFormLayout;
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addRow(tr("Model:"), model_);
  rows->addRow(tr("Device:"), device_);
  rows->addRow(tr("Memory limit:"), memory_);
  auto* column = new QVBoxLayout(form);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(rows);
  column->addWidget(facts_);
  column->addWidget(cost_);
  column->addWidget(makeButton(actions.run, "segmentRunButton"));
  return form;
}

QWidget* SegmentPanel::makeVersions(const Actions& actions) {
  auto* part = new QWidget;
  auto* rows = new QFormLayout;
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addRow(tr("Labels:"), version_);
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(rows);
  column->addWidget(makeButton(actions.compare, "compareVersionsButton"));
  return part;
}

void SegmentPanel::showEvent(QShowEvent* event) {
  // Starting the worker takes a second, so it is not done before somebody wants to see this.
  segmentation_.refresh();
  QWidget::showEvent(event);
}

void SegmentPanel::show() {
  showModels();
  showDevices();
  const QSignalBlocker blocker(memory_);
  memory_->setValue(segmentation_.memoryLimitGib());
  cost_->setText(costLine());
  const bool cannot = !segmentation_.workerProblem().isEmpty() || !segmentation_.estimateProblem().isEmpty();
  theme::setTone(*cost_, cannot ? theme::Tone::error : theme::Tone::normal);
  showVersions();
}

void SegmentPanel::showModels() {
  const std::vector<ListedModel>& models = segmentation_.models();
  noModel_->setVisible(segmentation_.isKnown() && models.empty());
  form_->setVisible(!models.empty());
  const QSignalBlocker blocker(model_);
  model_->clear();
  for (const ListedModel& model : models) {
    model_->addItem(modelTitle(model));
    if (model.problem.empty()) continue;
    const int index = model_->count() - 1;
    model_->setItemText(index, tr("%1 (damaged)").arg(modelTitle(model)));
    model_->setItemData(index, planningText(model.problem), Qt::ToolTipRole);
    setItemEnabled(*model_, index, false);
  }
  model_->setCurrentIndex(segmentation_.chosenModel());
  if (segmentation_.chosenModel() >= 0) {
    facts_->setText(modelFacts(*models[static_cast<std::size_t>(segmentation_.chosenModel())].manifest));
  } else if (!models.empty()) {
    facts_->setText(tr("This model cannot be used: %1.").arg(planningText(models.front().problem)));
  }
}

void SegmentPanel::showDevices() {
  const QSignalBlocker blocker(device_);
  device_->clear();
  device_->addItem(tr("the fastest"), QStringLiteral("auto"));
  if (segmentation_.worker()) {
    for (const WorkerDevice& device : segmentation_.worker()->devices)
      device_->addItem(QString::fromStdString(device.id + " \u2014 " + device.name),
                       QString::fromStdString(device.id));
  }
  if (device_->findData(segmentation_.device()) < 0)
    device_->addItem(segmentation_.device(), segmentation_.device());
  device_->setCurrentIndex(device_->findData(segmentation_.device()));
}

QString SegmentPanel::costLine() const {
  if (!segmentation_.workerProblem().isEmpty()) return segmentation_.workerProblem();
  if (!segmentation_.estimateProblem().isEmpty()) return segmentation_.estimateProblem();
  if (segmentation_.isRunning()) return tr("Segmenting. The labels shown stay until the new ones are whole.");
  if (segmentation_.estimate()) return costText(*segmentation_.estimate());
  if (!session_.document.inputs().study) return tr("A CT must be opened first.");
  return tr("Finding out what it will take \u2026");
}

void SegmentPanel::showVersions() {
  const std::vector<LabelVersion>& all = session_.document.labelVersions();
  versions_->setVisible(!all.empty());
  const QSignalBlocker blocker(version_);
  version_->clear();
  for (std::size_t i = 0; i < all.size(); ++i)
    version_->addItem(versionText(all[i], static_cast<int>(i) + 1));
  version_->setCurrentIndex(session_.document.currentLabelVersion());
}

}  // namespace valvista::ui
