// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/schedule_page.h"

#include "ui/session/planning_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace valvista::ui {

namespace {

QDoubleSpinBox* makeReal(const char* name, const QString& accessibleName, double least, double most,
                         int decimals) {
  auto* box = new QDoubleSpinBox;
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessibleName);
  box->setDecimals(decimals);
  box->setRange(least, most);
  box->setKeyboardTracking(false);
  return box;
}

QString accessible(QString caption) {
  caption.remove(QLatin1Char('&'));
  if (caption.endsWith(QLatin1Char(':'))) caption.chop(1);
  return caption;
}

}  // namespace

SchedulePage::SchedulePage(TrainingPlan& plan, QAction* tryIt, QWidget* parent)
    : QWidget(parent),
      plan_(plan),
      rate_(makeReal("trainingRate", tr("Learning rate"), 0.000001, 1.0, 6)),
      spacing_(makeReal("trainingSpacing", tr("Size of the voxels"), 0.5, 6.0, 2)),
      device_(makeChoice("trainingDevice", tr("Device"))),
      precision_(makeChoice("trainingPrecision", tr("Precision"))),
      trial_(makeNote("trainingTrial")) {
  setObjectName(QStringLiteral("trainingSchedulePage"));
  device_->setMinimumContentsLength(14);
  precision_->setMinimumContentsLength(14);
  rate_->setSingleStep(0.0001);
  spacing_->setSingleStep(0.5);
  spacing_->setSuffix(QStringLiteral(" mm"));
  precision_->addItem(tr("automatic"), QStringLiteral("auto"));
  precision_->addItem(QStringLiteral("float32"), QStringLiteral("float32"));
  precision_->addItem(QStringLiteral("bfloat16"), QStringLiteral("bfloat16"));
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(24);
  grid->addWidget(makeSchedule(), 0, 0);
  grid->addWidget(makeHardware(), 0, 1, Qt::AlignTop);
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  auto* column = new QVBoxLayout(this);
  column->addWidget(makePresets());
  column->addLayout(grid);
  column->addWidget(makeTrial(tryIt));
  column->addStretch();
  connect(rate_, &QDoubleSpinBox::valueChanged, this, [this](double rate) {
    plan_.change([rate](TrainConfig& config) { config.optimizer.learningRate = rate; });
  });
  connect(spacing_, &QDoubleSpinBox::valueChanged, this, [this](double mm) {
    plan_.change([mm](TrainConfig& config) { config.model.spacingMm = {mm, mm, mm}; });
  });
  connect(device_, &QComboBox::activated, this, [this](int index) {
    plan_.change(
        [&](TrainConfig& config) { config.device = device_->itemData(index).toString().toStdString(); });
  });
  connect(precision_, &QComboBox::activated, this, [this](int index) {
    plan_.change([&](TrainConfig& config) {
      config.precision = precision_->itemData(index).toString().toStdString();
    });
  });
  connect(&plan_, &TrainingPlan::changed, this, &SchedulePage::show);
  show();
}

QWidget* SchedulePage::makePresets() {
  auto* part = new QWidget;
  auto* row = new QHBoxLayout(part);
  row->setContentsMargins(0, 0, 0, 0);
  auto* quick = makePush("trainingPresetQuick", tr("&Quick look (CPU)"));
  quick->setToolTip(
      tr("A small network on voxels of 3 mm: minutes to an hour, to see whether the data can be learnt"));
  auto* paper = makePush("trainingPresetPaper", tr("As in the &paper"));
  paper->setToolTip(tr("U-Net, six patches of 96 voxels, 350 epochs: a day or more on a GPU"));
  row->addWidget(makeHeading(tr("Set everything:")));
  row->addWidget(quick);
  row->addWidget(paper);
  row->addStretch();
  connect(quick, &QPushButton::clicked, this, [this] { plan_.usePreset(TrainPreset::quickLook); });
  connect(paper, &QPushButton::clicked, this, [this] { plan_.usePreset(TrainPreset::paper); });
  return part;
}

QSpinBox* SchedulePage::addNumber(QFormLayout& form, const QString& caption, const char* name,
                                  const std::function<void(TrainConfig&, int)>& edit) {
  auto* box = new QSpinBox;
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessible(caption));
  box->setRange(1, 1'000'000);
  box->setKeyboardTracking(false);  // 96 is not to be taken for 9 on its way
  connect(box, &QSpinBox::valueChanged, this,
          [this, edit](int value) { plan_.change([&](TrainConfig& config) { edit(config, value); }); });
  form.addRow(caption, box);
  return box;
}

QWidget* SchedulePage::makeSchedule() {
  auto* part = new QWidget;
  auto* form = new QFormLayout(part);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(makeHeading(tr("Schedule")));
  epochs_ = addNumber(*form, tr("&Epochs:"), "trainingEpochs", [](TrainConfig& c, int n) { c.epochs = n; });
  steps_ = addNumber(*form, tr("S&teps in an epoch:"), "trainingSteps",
                     [](TrainConfig& c, int n) { c.stepsPerEpoch = n; });
  form->addRow(tr("&Learning rate:"), rate_);
  patches_ = addNumber(*form, tr("P&atches in a step:"), "trainingPatches",
                       [](TrainConfig& c, int n) { c.sampling.patches = n; });
  perCt_ = addNumber(*form, tr("Of them from one &CT:"), "trainingPerCt",
                     [](TrainConfig& c, int n) { c.sampling.patchesPerCt = n; });
  return part;
}

QWidget* SchedulePage::makeHardware() {
  auto* part = new QWidget;
  auto* form = new QFormLayout(part);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(makeHeading(tr("Patches and hardware")));
  patch_ = addNumber(*form, tr("Size of a patc&h:"), "trainingPatch", [](TrainConfig& c, int n) {
    c.model.patchSize = {n, n, n};
  });
  patch_->setSuffix(tr(" voxels"));
  form->addRow(tr("Size of the &voxels:"), spacing_);
  form->addRow(tr("&Device:"), device_);
  form->addRow(tr("P&recision:"), precision_);
  threads_ =
      addNumber(*form, tr("Threads:"), "trainingThreads", [](TrainConfig& c, int n) { c.threads = n; });
  threads_->setRange(0, 1024);
  threads_->setSpecialValueText(tr("one for each core"));
  parts_ = addNumber(*form, tr("Parts of a step:"), "trainingParts",
                     [](TrainConfig& c, int n) { c.sampling.accumulate = n; });
  parts_->setToolTip(tr("A step in several parts takes less memory and as long"));
  return part;
}

QWidget* SchedulePage::makeTrial(QAction* tryIt) {
  auto* part = new QWidget;
  auto* row = new QHBoxLayout(part);
  row->setContentsMargins(0, 8, 0, 0);
  auto* button = makePush("trainingTryButton", tryIt->text());
  connect(button, &QPushButton::clicked, tryIt, &QAction::trigger);
  connect(tryIt, &QAction::changed, button, [button, tryIt] {
    button->setEnabled(tryIt->isEnabled());
    button->setText(tryIt->text());
  });
  row->addWidget(button, 0, Qt::AlignTop);
  row->addWidget(trial_, 1);
  return part;
}

void SchedulePage::show() {
  const TrainConfig& config = plan_.config();
  const auto set = [](auto* box, auto value) {
    const QSignalBlocker quiet(box);
    box->setValue(value);
  };
  set(epochs_, config.epochs);
  set(steps_, config.stepsPerEpoch);
  set(patches_, config.sampling.patches);
  set(perCt_, config.sampling.patchesPerCt);
  set(parts_, config.sampling.accumulate);
  set(threads_, config.threads);
  set(rate_, config.optimizer.learningRate);
  set(spacing_, config.model.spacingMm[0]);
  patch_->setSingleStep(patchMultiple(config.model.network));
  set(patch_, config.model.patchSize[0]);
  spacing_->setEnabled(config.startFrom.empty());
  precision_->setCurrentIndex(std::max(0, precision_->findData(QString::fromStdString(config.precision))));
  showDevices();
  trial_->setText(trialText());
  const bool failed = !plan_.trialProblem().isEmpty();
  theme::setTone(*trial_, failed          ? theme::Tone::error
                          : plan_.trial() ? theme::Tone::normal
                                          : theme::Tone::quiet);
}

void SchedulePage::showDevices() {
  const QSignalBlocker quiet(device_);
  const QString chosen = QString::fromStdString(plan_.config().device);
  device_->clear();
  device_->addItem(tr("the fastest"), QStringLiteral("auto"));
  if (plan_.worker())
    for (const WorkerDevice& device : plan_.worker()->devices)
      device_->addItem(QString::fromStdString(device.id + " \u2014 " + device.name),
                       QString::fromStdString(device.id));
  if (device_->findData(chosen) < 0) device_->addItem(chosen, chosen);
  device_->setCurrentIndex(device_->findData(chosen));
}

QString SchedulePage::trialText() const {
  if (plan_.isTrying()) return tr("Trying: two cases are prepared and a few steps trained \u2026");
  if (!plan_.trialProblem().isEmpty()) return planningText(plan_.trialProblem().toStdString());
  if (!plan_.trial()) return tr("Not tried yet. A trial tells how long it will take and how much memory.");
  const TrainConfig& config = plan_.config();
  const planning::TrainEstimate estimate = planning::estimateTraining(*plan_.trial(), config, plan_.split());
  QString text =
      tr("About %1 in all: %2 to prepare the cases, %3 for an epoch, %4 for a validation after "
         "every %n epoch(s). Longer while other programs compute. At most %5 of memory.",
         nullptr, config.validateEvery)
          .arg(durationText(estimate.all), durationText(estimate.preparation), durationText(estimate.epoch),
               durationText(estimate.validation), memoryText(plan_.trial()->peakBytes));
  if (plan_.trial()->dataSeconds > 0.5 * plan_.trial()->secondsPerStep)
    text += QLatin1Char(' ') + tr("Most of the time it waits for patches.");
  return text;
}

}  // namespace valvista::ui
