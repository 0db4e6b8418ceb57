// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/result_page.h"

#include "planning/model/measurement.h"
#include "planning/model/tavr_labels.h"
#include "ui/session/planning_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace valvista::ui {

namespace {

const QString kMissing = QStringLiteral("\u2013");

QString number(const std::optional<double>& value, int decimals) {
  return value ? QString::number(*value, 'f', decimals) : kMissing;
}

/// "+0.31 ± 0.52, worst -1.40".
QString errorText(const planning::ErrorSummary* row) {
  if (!row || row->cases == 0) return kMissing;
  const auto sign = [](double mm) {
    return QStringLiteral("%1%2")
        .arg(mm < 0 ? QStringLiteral("\u2212") : QStringLiteral("+"))
        .arg(std::abs(mm), 0, 'f', 2);
  };
  QString text = sign(*row->mean);
  if (row->deviation) text += QStringLiteral(" \u00b1 %1").arg(*row->deviation, 0, 'f', 2);
  return text + QStringLiteral(" (%1)").arg(sign(*row->worst));
}

const planning::ErrorSummary* rowOf(const planning::EvaluationSummary& summary, std::string_view id) {
  const auto found = std::find_if(summary.measurements.begin(), summary.measurements.end(),
                                  [&](const planning::ErrorSummary& row) { return row.id == id; });
  return found == summary.measurements.end() ? nullptr : &*found;
}

}  // namespace

ResultPage::ResultPage(TrainingResult& result, QAction* promote, QWidget* parent)
    : QWidget(parent),
      result_(result),
      promote_(promote),
      summary_(makeNote("trainingVerdict")),
      worse_(makeNote("trainingWorse")),
      guardText_(makeNote("trainingGuardText")),
      progress_(new QProgressBar),
      dice_(makeTable("trainingDiceTable", tr("Dice of each structure"),
                      {tr("Structure"), tr("Cases"), tr("Dice before"), tr("Dice now")})),
      errors_(makeTable("trainingErrorTable", tr("Errors in millimetres"),
                        {tr("Measurement"), tr("Measured before"), tr("Error before, mm"), tr("Measured now"),
                         tr("Error now, mm")})),
      word_(new QLineEdit),
      guard_(makeGuard()) {
  setObjectName(QStringLiteral("trainingResultPage"));
  alignNumbers(*dice_);
  alignNumbers(*errors_);
  progress_->setObjectName(QStringLiteral("trainingJudgeProgress"));
  progress_->setAccessibleName(tr("Progress of the comparison"));
  progress_->setRange(0, 1000);
  theme::setTone(*worse_, theme::Tone::error);
  auto* install = makePush("trainingPromoteButton", promote->text());
  connect(install, &QPushButton::clicked, promote, &QAction::trigger);
  connect(promote, &QAction::changed, install,
          [install, promote] { install->setEnabled(promote->isEnabled()); });
  install->setEnabled(promote->isEnabled());
  auto* note =
      makeNote("trainingErrorNote",
               tr("Mean error and its spread over the cases, in brackets the worst case. Plus: the model "
                  "measures larger than the truth."));
  theme::setTone(*note, theme::Tone::quiet);
  auto* column = new QVBoxLayout(this);
  column->addWidget(summary_);
  column->addWidget(progress_);
  column->addWidget(makeHeading(tr("Errors in millimetres")));
  column->addWidget(errors_, 2);
  column->addWidget(note);
  column->addWidget(makeHeading(tr("Dice of each structure")));
  column->addWidget(dice_, 3);
  column->addWidget(worse_);
  column->addWidget(guard_);
  column->addWidget(install, 0, Qt::AlignLeft);
  connect(word_, &QLineEdit::textChanged, this,
          [this] { promote_->setEnabled(result_.mayPromote(word_->text())); });
  connect(&result_, &TrainingResult::changed, this, &ResultPage::show);
  connect(&result_, &TrainingResult::progressed, this, [this](double fraction, const QString& what) {
    progress_->setValue(static_cast<int>(fraction * 1000.0));
    progress_->setFormat(what + QStringLiteral(" \u2014 %p %"));
  });
  show();
}

QWidget* ResultPage::makeGuard() {
  auto* part = new QWidget;
  word_->setObjectName(QStringLiteral("trainingWord"));
  word_->setAccessibleName(tr("Word that confirms"));
  word_->setMaximumWidth(160);
  auto* row = new QHBoxLayout(part);
  row->setContentsMargins(0, 0, 0, 0);
  guardText_->setText(
      tr("It is worse, or fails, in what a valve is chosen by. To install it all the same, type \"%1\":")
          .arg(TrainingResult::confirmationWord()));
  row->addWidget(guardText_, 1);
  row->addWidget(word_);
  return part;
}

QString ResultPage::typedWord() const {
  return word_->text();
}

void ResultPage::show() {
  progress_->setVisible(result_.isJudging());
  const auto& verdict = result_.verdict();
  theme::setTone(*summary_, result_.problem().isEmpty() ? theme::Tone::normal : theme::Tone::error);
  if (!result_.problem().isEmpty()) {
    summary_->setText(planningText(result_.problem().toStdString()));
  } else if (result_.isJudging()) {
    summary_->setText(
        tr("The cases held out are segmented and measured. This takes about as long as segmenting each of "
           "them twice."));
  } else if (result_.isPromoted()) {
    summary_->setText(tr("The model is installed and can be chosen in the step Segment."));
  } else if (verdict) {
    summary_->setText(
        (verdict->part == DatasetPart::test
             ? tr("On %n case(s) held out, which no choice of the training has seen.", nullptr,
                  static_cast<int>(verdict->cases.size()))
             : tr("On the %n case(s) of the validation, which chose the best epoch: a little too "
                  "good. No cases were held out.",
                  nullptr, static_cast<int>(verdict->cases.size()))));
  } else {
    summary_->setText(tr("The model was not compared yet."));
  }
  dice_->setRowCount(0);
  errors_->setRowCount(0);
  if (verdict) {
    showDice(*verdict);
    showErrors(*verdict);
    showWorse(*verdict);
  }
  worse_->setVisible(verdict && !verdict->worse.empty());
  guard_->setVisible(result_.needsWord() && !result_.isPromoted());
  promote_->setEnabled(result_.mayPromote(word_->text()));
}

void ResultPage::showDice(const TrainingVerdict& verdict) {
  const auto after = planning::summarise(verdict.compared.after);
  const auto before = planning::summarise(verdict.compared.before);
  const auto addRow = [this](const QString& name, const QString& cases, const std::optional<double>& old,
                             const std::optional<double>& now) {
    const int row = dice_->rowCount();
    dice_->insertRow(row);
    dice_->setItem(row, 0, makeCell(name));
    dice_->setItem(row, 1, makeNumberCell(cases));
    dice_->setItem(row, 2, makeNumberCell(number(old, 3)));
    dice_->setItem(row, 3, makeNumberCell(number(now, 3)));
  };
  for (const planning::ClassSummary& own : after.classes) {
    if (own.label == 0) continue;
    std::optional<double> old;
    for (const planning::ClassSummary& other : before.classes)
      if (other.label == own.label) old = other.dice;
    addRow(planningText(planning::labelDisplayName(own.label)), QString::number(own.cases), old, own.dice);
  }
  addRow(tr("Mean"), {}, before.mean.dice, after.mean.dice);
}

void ResultPage::showErrors(const TrainingVerdict& verdict) {
  const auto after = planning::summarise(verdict.compared.after);
  const auto before = planning::summarise(verdict.compared.before);
  const bool hasBefore = !verdict.compared.before.empty();
  const auto all = verdict.cases.size();
  const auto counted = [&](const planning::ErrorSummary* row) {
    return tr("%1 of %2").arg(row ? row->cases : 0).arg(all);
  };
  for (const std::string_view id : planning::judgedMeasurements()) {
    const int row = errors_->rowCount();
    errors_->insertRow(row);
    const auto* old = rowOf(before, id);
    const auto* now = rowOf(after, id);
    errors_->setItem(row, 0, makeCell(planningText(planning::catalogueEntry(id).label)));
    errors_->setItem(row, 1, makeNumberCell(hasBefore ? counted(old) : kMissing));
    errors_->setItem(row, 2, makeNumberCell(hasBefore ? errorText(old) : kMissing));
    errors_->setItem(row, 3, makeNumberCell(counted(now)));
    errors_->setItem(row, 4, makeNumberCell(errorText(now)));
  }
}

void ResultPage::showWorse(const TrainingVerdict& verdict) {
  QStringList lines;
  for (const planning::WorseMeasurement& own : verdict.worse) {
    const QString label = planningText(planning::catalogueEntry(own.id).label);
    lines << (own.why == planning::WorseMeasurement::Why::error
                  ? tr("%1: typical error %2 mm instead of %3 mm.")
                        .arg(label)
                        .arg(own.after, 0, 'f', 2)
                        .arg(own.before, 0, 'f', 2)
                  : tr("%1: measured in %2 cases instead of %3.").arg(label).arg(own.after).arg(own.before));
  }
  worse_->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace valvista::ui
