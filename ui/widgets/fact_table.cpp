// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fact_table.h"

#include "ui/widgets/severity_icon.h"
#include "ui/widgets/state_icon.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace valvista::ui {

using planning::Severity;
using planning::StepState;

namespace {

enum Column { kSign, kName, kProposed, kValue };
constexpr int kIcon = 15;

QPixmap swatch(const QColor& colour) {
  QPixmap pixmap(kIcon, kIcon);
  pixmap.fill(colour);
  return pixmap;
}

/// Sign and word of how a fact compares.
QPixmap pixmapOf(const StepFact& fact) {
  if (fact.swatch) return swatch(*fact.swatch);
  switch (fact.sign) {
    case FactSign::none:
      return {};
    case FactSign::good:
      return stateIcon(StepState::done).pixmap(kIcon, kIcon);
    case FactSign::doubtful:
      return severityIcon(Severity::warning).pixmap(kIcon, kIcon);
    case FactSign::bad:
      return severityIcon(Severity::error).pixmap(kIcon, kIcon);
    case FactSign::unknown:
      return stateIcon(StepState::fresh).pixmap(kIcon, kIcon);
  }
  return {};
}

QString wordOf(FactSign sign) {
  switch (sign) {
    case FactSign::none:
      return {};
    case FactSign::good:
      return FactTable::tr("good");
    case FactSign::doubtful:
      return FactTable::tr("doubtful");
    case FactSign::bad:
      return FactTable::tr("not enough");
    case FactSign::unknown:
      return FactTable::tr("not known");
  }
  return {};
}

/// What stands below a number that is not simply the current one.
QString stateWord(const StepFact& fact) {
  switch (fact.state) {
    case NumberState::missing:
      return {};
    case NumberState::current:
      return fact.edited ? FactTable::tr("edited") : QString();
    case NumberState::live:
      return FactTable::tr("live");
    case NumberState::stale:
      return FactTable::tr("out of date");
  }
  return {};
}

theme::Tone toneOf(const StepFact& fact) {
  using theme::Tone;
  if (fact.state == NumberState::stale || fact.state == NumberState::missing) return Tone::quiet;
  return fact.state == NumberState::live ? Tone::accent : Tone::normal;
}

}  // namespace

FactTable::FactTable(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
  setObjectName(QStringLiteral("factTable"));
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setHorizontalSpacing(8);
  grid_->setVerticalSpacing(3);
  grid_->setColumnStretch(kName, 1);
}

FactTable::Row FactTable::addRow() {
  const int at = 2 * static_cast<int>(rows_.size());
  const Row row{new QLabel, new QLabel, new QLabel, new QLabel, new QLabel};
  for (QLabel* label : {row.sign, row.name, row.proposed, row.value, row.note})
    label->setTextFormat(Qt::PlainText);
  for (QLabel* label : {row.name, row.note, row.value}) label->setWordWrap(true);
  row.value->setFont(theme::numberFont());
  row.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  row.proposed->setFont(theme::numberFont());
  row.value->setAlignment(Qt::AlignRight | Qt::AlignTop);
  row.name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  row.proposed->setAlignment(Qt::AlignRight | Qt::AlignTop);
  theme::setTone(*row.name, theme::Tone::quiet);
  theme::setTone(*row.proposed, theme::Tone::quiet);
  theme::setTone(*row.note, theme::Tone::quiet);
  grid_->addWidget(row.sign, at, kSign, Qt::AlignTop);
  grid_->addWidget(row.name, at, kName);
  grid_->addWidget(row.proposed, at, kProposed);
  grid_->addWidget(row.value, at, kValue);
  grid_->addWidget(row.note, at + 1, kName, 1, 3);
  return row;
}

void FactTable::setFacts(const StepFacts& facts) {
  // Labels are kept from call to call: a drag fills the table with every step.
  while (rows_.size() < facts.size()) rows_.push_back(addRow());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool used = i < facts.size();
    for (QLabel* label : {rows_[i].sign, rows_[i].name, rows_[i].proposed, rows_[i].value, rows_[i].note})
      label->setVisible(used);
    if (used) fill(rows_[i], facts[i]);
  }
}

void FactTable::fill(const Row& row, const StepFact& fact) {
  row.sign->setPixmap(pixmapOf(fact));
  row.sign->setVisible(fact.swatch || fact.sign != FactSign::none);
  row.sign->setToolTip(wordOf(fact.sign));
  row.name->setText(fact.name);
  // The arrow parts what was proposed from what counts.
  row.proposed->setText(fact.proposed.isEmpty() ? QString() : tr("%1 \u2192").arg(fact.proposed));
  row.proposed->setVisible(!fact.proposed.isEmpty());
  row.proposed->setToolTip(tr("As proposed"));
  const QString word = stateWord(fact);
  row.value->setText(word.isEmpty() ? fact.value : QStringLiteral("%1\n%2").arg(fact.value, word));
  theme::setTone(*row.value, toneOf(fact));
  row.note->setText(fact.note);
  row.note->setVisible(!fact.note.isEmpty());
  QStringList spoken{fact.name, fact.value, wordOf(fact.sign), word};
  if (!fact.proposed.isEmpty()) spoken.append(tr("proposed %1").arg(fact.proposed));
  spoken.removeAll(QString());
  row.value->setAccessibleName(spoken.join(QStringLiteral(", ")));
  row.value->setObjectName(fact.measurement.empty()
                               ? QString()
                               : QStringLiteral("fact_%1").arg(QString::fromStdString(fact.measurement)));
}

}  // namespace valvista::ui
