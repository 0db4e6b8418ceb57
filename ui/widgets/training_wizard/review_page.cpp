// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/review_page.h"

#include "planning/core/training/train_store.h"
#include "ui/session/planning_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QDir>
#include <QFile>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>

namespace valvista::ui {

namespace {

QLineEdit* makeLine(const char* name, const QString& accessibleName) {
  auto* line = new QLineEdit;
  line->setObjectName(QString::fromLatin1(name));
  line->setAccessibleName(accessibleName);
  line->setMaxLength(80);
  return line;
}

QString pathText(const std::filesystem::path& path) {
  return QDir::toNativeSeparators(QFile::decodeName(path.c_str()));
}

QString storeText() {
  try {
    return pathText(trainStoreFolder());
  } catch (const LoadError& error) {
    return planningText(error.what());
  }
}

}  // namespace

ReviewPage::ReviewPage(TrainingPlan& plan, QWidget* parent)
    : QWidget(parent),
      plan_(plan),
      name_(makeLine("trainingName", tr("Name of the model"))),
      version_(makeLine("trainingVersion", tr("Version of the model"))),
      licence_(makeLine("trainingLicence", tr("Licence of the weights"))),
      table_(makeTable("trainingReview", tr("What was chosen"), {tr("Choice"), tr("Value")})),
      obstacle_(makeNote("trainingObstacle")) {
  setObjectName(QStringLiteral("trainingReviewPage"));
  theme::setTone(*obstacle_, theme::Tone::warning);
  auto* form = new QFormLayout;
  form->addRow(tr("&Name of the model:"), name_);
  form->addRow(tr("&Version:"), version_);
  form->addRow(tr("&Licence of the weights:"), licence_);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(table_, 1);
  column->addWidget(obstacle_);
  const auto follow = [this](QLineEdit* line, std::string ModelManifest::*member) {
    connect(line, &QLineEdit::textEdited, this, [this, member](const QString& text) {
      plan_.change([&](TrainConfig& config) { config.model.*member = text.trimmed().toStdString(); });
    });
  };
  follow(name_, &ModelManifest::name);
  follow(version_, &ModelManifest::version);
  follow(licence_, &ModelManifest::licence);
  connect(&plan_, &TrainingPlan::changed, this, &ReviewPage::show);
  show();
}

void ReviewPage::addRow(const QString& what, const QString& value) {
  const int row = table_->rowCount();
  table_->insertRow(row);
  table_->setItem(row, 0, makeCell(what));
  table_->setItem(row, 1, makeCell(value));
}

void ReviewPage::show() {
  const TrainConfig& config = plan_.config();
  const auto keep = [](QLineEdit* line, const std::string& text) {
    if (!line->hasFocus()) line->setText(QString::fromStdString(text));
  };
  keep(name_, config.model.name);
  keep(version_, config.model.version);
  keep(licence_, config.model.licence);
  table_->setRowCount(0);
  std::array<int, 3> counts{};
  for (const auto& [name, part] : plan_.split()) ++counts[static_cast<std::size_t>(part)];
  QStringList structures, terms;
  for (std::size_t i = 1; i < config.model.classes.size(); ++i)
    structures << classText(config.model.classes[i].name);
  for (const LossTerm& term : config.loss)
    terms << QStringLiteral("%1 \u00d7 %2").arg(term.weight).arg(termTitle(term.kind));
  const auto& patch = config.model.patchSize;
  const auto& mm = config.model.spacingMm;
  addRow(tr("Dataset"), pathText(config.dataset));
  addRow(tr("Cases"),
         tr("%1 trained on, %2 validated on, %3 held out").arg(counts[0]).arg(counts[1]).arg(counts[2]));
  addRow(tr("Structures"), structures.join(QStringLiteral(", ")));
  addRow(tr("Network"), networkTitle(kindOf(config.model.network)));
  addRow(tr("Starts from"), config.startFrom.empty()
                                ? tr("new weights")
                                : QString::fromStdString(config.startFrom.filename().string()));
  addRow(tr("Loss"), terms.join(QStringLiteral(" + ")));
  addRow(tr("Schedule"), tr("%1 epochs of %2 steps").arg(config.epochs).arg(config.stepsPerEpoch));
  addRow(tr("A step"), tr("%1 patches of %2 voxels a side, %3 from one CT, in %4 part(s)")
                           .arg(config.sampling.patches)
                           .arg(patch[0])
                           .arg(config.sampling.patchesPerCt)
                           .arg(config.sampling.accumulate));
  addRow(tr("Voxels"), QStringLiteral("%1 \u00d7 %2 \u00d7 %3 mm").arg(mm[0]).arg(mm[1]).arg(mm[2]));
  addRow(tr("Learning rate"), QString::number(config.optimizer.learningRate));
  addRow(tr("Device"), deviceText(config));
  addRow(tr("It will take"),
         plan_.trial() ? durationText(plan_.trial()->secondsPerStep * config.stepsPerEpoch * config.epochs)
                       : tr("not tried yet"));
  addRow(tr("Written to"), storeText());
  obstacle_->setText(planningText(plan_.obstacle().toStdString()));
  obstacle_->setVisible(!obstacle_->text().isEmpty());
}

}  // namespace valvista::ui
