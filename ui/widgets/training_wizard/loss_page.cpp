// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/loss_page.h"

#include "ui/session/planning_text.h"
#include "ui/session/segmentation_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <filesystem>

namespace valvista::ui {

LossPage::LossPage(TrainingPlan& plan, QWidget* parent)
    : QWidget(parent),
      plan_(plan),
      start_(makeChoice("trainingStartFrom", tr("What the training starts from"))),
      network_(makeChoice("trainingNetwork", tr("Network"))),
      loss_(makeChoice("trainingLoss", tr("Loss"))),
      startNote_(makeNote("trainingStartNote")),
      networkNote_(makeNote("trainingNetworkNote")),
      lossNote_(makeNote("trainingLossNote")),
      weights_(new QFormLayout) {
  setObjectName(QStringLiteral("trainingLossPage"));
  for (QLabel* note : {startNote_, networkNote_, lossNote_}) theme::setTone(*note, theme::Tone::quiet);
  for (int kind = 0; kind < kNetworkKinds; ++kind)
    network_->addItem(networkTitle(static_cast<NetworkKind>(kind)));
  for (const LossSum& sum : lossSums()) {
    const QString title = lossTitle(sum.name);
    loss_->addItem(sum.name == kAdvisedLoss ? tr("%1 (recommended)").arg(title) : title);
  }
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("&Start from:"), start_);
  form->addRow(QString(), startNote_);
  form->addRow(tr("&Network:"), network_);
  form->addRow(QString(), networkNote_);
  form->addRow(tr("&Loss:"), loss_);
  form->addRow(QString(), lossNote_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(makeHeading(tr("Model")));
  column->addLayout(form);
  column->addWidget(makeHeading(tr("Weight of each term of the loss")));
  column->addLayout(weights_);
  column->addStretch();
  connect(start_, &QComboBox::activated, this, &LossPage::chooseStart);
  connect(network_, &QComboBox::activated, this, [this](int index) {
    plan_.change([index](TrainConfig& config) { applyNetwork(static_cast<NetworkKind>(index), config); });
  });
  connect(loss_, &QComboBox::activated, this, &LossPage::chooseLoss);
  connect(&plan_, &TrainingPlan::changed, this, &LossPage::show);
  show();
}

void LossPage::show() {
  showModels();
  const NetworkKind kind = kindOf(plan_.config().model.network);
  network_->setCurrentIndex(static_cast<int>(kind));
  network_->setEnabled(plan_.config().startFrom.empty());
  networkNote_->setText(networkPurpose(kind));
  showLoss();
}

void LossPage::showModels() {
  const QSignalBlocker quiet(start_);
  start_->clear();
  start_->addItem(tr("new weights"));
  int chosen = 0;
  for (const ListedModel& model : plan_.models()) {
    if (!model.problem.empty()) continue;
    start_->addItem(modelTitle(model), QString::fromStdString(model.folder.string()));
    if (model.folder == plan_.config().startFrom) chosen = start_->count() - 1;
  }
  start_->setCurrentIndex(chosen);
  startNote_->setText(
      chosen == 0
          ? tr("The network learns everything from this dataset. With an installed model it would learn less "
               "anew, and the result would be compared with that model.")
          : tr("Network, voxels and intensities are those of that model. At the end both are compared in "
               "millimetres."));
}

void LossPage::chooseStart(int index) {
  const std::filesystem::path folder = start_->itemData(index).toString().toStdString();
  if (folder.empty()) {
    plan_.change([](TrainConfig& config) { config.startFrom.clear(); });
    return;
  }
  for (const ListedModel& model : plan_.models())
    if (model.folder == folder && model.manifest)
      plan_.change([&](TrainConfig& config) { startFrom(folder, *model.manifest, config); });
}

void LossPage::chooseLoss(int index) {
  const LossSum& sum = lossSums()[static_cast<std::size_t>(index)];
  plan_.change([&](TrainConfig& config) { config.loss = sum.terms; });
}

void LossPage::showLoss() {
  const std::vector<LossTerm>& terms = plan_.config().loss;
  const auto sums = lossSums();
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].name != lossSumOf(terms)) continue;
    loss_->setCurrentIndex(static_cast<int>(i));
    QString note = planningText(sums[i].purpose);
    if (sums[i].name == kAdvisedLoss)
      note +=
          QLatin1Char(' ') + tr("Recommended: it keeps thin vessels whole and cannot suppress a structure.");
    for (const LossTerm& term : terms)
      note += QStringLiteral("\n\u2022 %1: %2")
                  .arg(termTitle(term.kind), planningText(lossRow(term.kind).purpose));
    lossNote_->setText(note);
  }
  std::vector<LossKind> kinds;
  for (const LossTerm& term : terms) kinds.push_back(term.kind);
  if (kinds != shown_) {
    shown_ = kinds;
    buildWeights();
  }
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    const QSignalBlocker quiet(boxes_[i]);
    boxes_[i]->setValue(terms[i].weight);
  }
}

void LossPage::buildWeights() {
  while (weights_->rowCount() > 0) weights_->removeRow(0);
  boxes_.clear();
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    const QString title = termTitle(shown_[i]);
    auto* box = new QDoubleSpinBox;
    box->setKeyboardTracking(false);
    box->setObjectName(QStringLiteral("trainingWeight%1").arg(i));
    box->setAccessibleName(tr("Weight of %1").arg(title));
    box->setRange(0.01, 100.0);
    box->setSingleStep(0.1);
    box->setMaximumWidth(160);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, i](double weight) {
      plan_.change([&](TrainConfig& config) { config.loss[i].weight = weight; });
    });
    weights_->addRow(title + QLatin1Char(':'), box);
    boxes_.push_back(box);
  }
}

}  // namespace valvista::ui
