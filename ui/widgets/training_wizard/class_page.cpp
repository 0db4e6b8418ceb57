// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/class_page.h"

#include "ui/session/planning_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>

namespace valvista::ui {

namespace {

constexpr double kPercent = 100.0;

QDoubleSpinBox* makeShare(const char* name, const QString& accessibleName) {
  auto* box = new QDoubleSpinBox;
  box->setKeyboardTracking(false);
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessibleName);
  box->setRange(0.0, 50.0);
  box->setDecimals(0);
  box->setSingleStep(5.0);
  box->setSuffix(QStringLiteral(" %"));
  return box;
}

}  // namespace

ClassPage::ClassPage(TrainingPlan& plan, QWidget* parent)
    : QWidget(parent),
      plan_(plan),
      classes_(new QListWidget),
      validation_(makeShare("trainingValidation", tr("Share of the patients validated on"))),
      test_(makeShare("trainingTest", tr("Share of the patients held out"))),
      seed_(new QSpinBox),
      summary_(makeNote("trainingSplitSummary")),
      cases_(makeTable("trainingSplit", tr("Which case is used for what"),
                       {tr("Use"), tr("Case"), tr("Patient")})) {
  setObjectName(QStringLiteral("trainingClassPage"));
  classes_->setObjectName(QStringLiteral("trainingClasses"));
  classes_->setAccessibleName(tr("Structures that are trained"));
  seed_->setObjectName(QStringLiteral("trainingSplitSeed"));
  seed_->setAccessibleName(tr("Seed of the split"));
  seed_->setRange(0, 1'000'000);
  auto* left = new QVBoxLayout;
  left->addWidget(makeHeading(tr("Structures")));
  left->addWidget(classes_, 1);
  auto* form = new QFormLayout;
  form->addRow(tr("&Validated on:"), validation_);
  form->addRow(tr("&Held out for the test:"), test_);
  form->addRow(tr("&Seed:"), seed_);
  auto* note =
      makeNote("trainingSplitNote",
               tr("All scans of a patient are in the same part. The validation chooses the best epoch; only "
                  "patients held out tell how the model does on new ones."));
  theme::setTone(*note, theme::Tone::quiet);
  auto* right = new QVBoxLayout;
  right->addWidget(makeHeading(tr("Patients")));
  right->addLayout(form);
  right->addWidget(note);
  right->addWidget(summary_);
  right->addWidget(cases_, 1);
  auto* row = new QHBoxLayout(this);
  row->addLayout(left, 2);
  row->addSpacing(12);
  row->addLayout(right, 3);
  connect(classes_, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
    plan_.setTrained(static_cast<std::size_t>(classes_->row(item)) + 1, item->checkState() == Qt::Checked);
  });
  connect(validation_, &QDoubleSpinBox::valueChanged, this, [this](double share) {
    plan_.change([share](TrainConfig& config) { config.split.validation = share / kPercent; });
  });
  connect(test_, &QDoubleSpinBox::valueChanged, this, [this](double share) {
    plan_.change([share](TrainConfig& config) { config.split.test = share / kPercent; });
  });
  connect(seed_, &QSpinBox::valueChanged, this, [this](int seed) {
    plan_.change([seed](TrainConfig& config) { config.split.seed = static_cast<std::uint64_t>(seed); });
  });
  connect(&plan_, &TrainingPlan::changed, this, &ClassPage::show);
  show();
}

void ClassPage::show() {
  const QSignalBlocker validation(validation_), test(test_), seed(seed_);
  validation_->setValue(plan_.config().split.validation * kPercent);
  test_->setValue(plan_.config().split.test * kPercent);
  seed_->setValue(static_cast<int>(plan_.config().split.seed));
  showClasses();
  showSplit();
}

void ClassPage::showClasses() {
  const QSignalBlocker quiet(classes_);
  const auto& classes = plan_.classes();
  const int count = classes.empty() ? 0 : static_cast<int>(classes.size()) - 1;
  if (classes_->count() != count) classes_->clear();
  for (int i = 0; i < count; ++i) {
    const auto index = static_cast<std::size_t>(i) + 1;
    if (classes_->count() <= i) classes_->addItem(QString());
    QListWidgetItem* item = classes_->item(i);
    item->setText(classText(classes[index].name));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(plan_.isTrained(index) ? Qt::Checked : Qt::Unchecked);
  }
}

void ClassPage::showSplit() {
  const DatasetSplit& split = plan_.split();
  std::array<int, 3> counts{};
  for (const auto& [name, part] : split) ++counts[static_cast<std::size_t>(part)];
  const bool failed = !plan_.splitProblem().isEmpty();
  theme::setTone(*summary_, failed ? theme::Tone::error : theme::Tone::normal);
  summary_->setText(failed ? planningText(plan_.splitProblem().toStdString())
                           : tr("Trained on %1, validated on %2, held out %3 case(s).")
                                 .arg(counts[0])
                                 .arg(counts[1])
                                 .arg(counts[2]));
  cases_->setRowCount(0);
  if (!plan_.dataset()) return;
  for (const DatasetPart part : {DatasetPart::test, DatasetPart::validation, DatasetPart::training})
    for (const DatasetCase& one : plan_.dataset()->cases) {
      const auto found = split.find(one.name);
      if (found == split.end() || found->second != part) continue;
      const int row = cases_->rowCount();
      cases_->insertRow(row);
      cases_->setItem(row, 0, makeCell(partText(part)));
      cases_->setItem(row, 1, makeCell(QString::fromStdString(one.name)));
      cases_->setItem(row, 2, makeCell(QString::fromStdString(one.patient)));
    }
}

}  // namespace valvista::ui
