// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/training_wizard/enrich_part.h"

#include "ui/session/planning_text.h"
#include "ui/session/training_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/training_wizard/wizard_parts.h"

#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <string_view>

namespace valvista::ui {

namespace {

constexpr qsizetype kMostReasonsShown = 3;

QString pathText(const std::filesystem::path& path) {
  return QDir::toNativeSeparators(QFile::decodeName(path.c_str()));
}

QString caseLine(const std::string& name, const std::string& reason) {
  return QStringLiteral("%1: %2").arg(QString::fromStdString(name), planningText(reason));
}

/// The finding that says why there is no annulus or no end of the root.
std::string reasonOf(const planning::IncompleteCase& one) {
  constexpr std::array<std::string_view, 3> kReasons{"annulus.no_contact", "annulus.degenerate",
                                                     "root.no_minimum"};
  const auto found = std::ranges::find_if(one.findings, [&](const planning::Finding& finding) {
    return std::ranges::find(kReasons, finding.id) != kReasons.end();
  });
  if (found != one.findings.end()) return found->message;
  return one.findings.empty() ? std::string() : one.findings.front().message;
}

/// A heading with the first of its lines.
QString block(const QString& heading, const QStringList& lines) {
  QStringList shown{heading};
  shown += lines.mid(0, kMostReasonsShown);
  if (lines.size() > kMostReasonsShown)
    shown << EnrichPart::tr("and %n more", nullptr, static_cast<int>(lines.size() - kMostReasonsShown));
  return shown.join(QLatin1Char('\n'));
}

QString refusedText(const planning::EnrichedDataset& result) {
  QStringList lines;
  for (const planning::CaseOutcome& one : result.outcomes)
    if (one.state == planning::CaseResult::refused) lines << caseLine(one.name, one.reason);
  if (lines.isEmpty()) return {};
  const auto count = static_cast<int>(lines.size());
  return block(EnrichPart::tr("%n case(s) could not be used:", nullptr, count), lines);
}

QString incompleteText(const planning::EnrichedDataset& result) {
  QStringList lines;
  for (const planning::IncompleteCase& one : result.incomplete) lines << caseLine(one.name, reasonOf(one));
  if (lines.isEmpty()) return {};
  const auto count = static_cast<int>(lines.size());
  return block(EnrichPart::tr("%n case(s) have no annulus or no end of the root:", nullptr, count), lines);
}

}  // namespace

EnrichPart::EnrichPart(TrainingPlan& plan, QWidget* parent)
    : QWidget(parent),
      plan_(plan),
      note_(makeNote("trainingEnrich")),
      result_(makeNote("trainingEnrichResult")),
      start_(makePush("trainingEnrichButton", tr("&Derive them"))),
      cancel_(makePush("trainingEnrichCancel", tr("Cancel"))),
      progress_(new QProgressBar) {
  theme::setTone(*note_, theme::Tone::quiet);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  progress_->setObjectName(QStringLiteral("trainingEnrichProgress"));
  progress_->setAccessibleName(tr("Progress of deriving"));
  progress_->setRange(0, 1000);
  auto* row = new QHBoxLayout;
  row->addWidget(start_);
  row->addWidget(progress_, 1);
  row->addWidget(cancel_);
  row->addStretch();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(note_);
  column->addLayout(row);
  column->addWidget(result_);
  connect(start_, &QPushButton::clicked, &plan_, &TrainingPlan::enrich);
  connect(cancel_, &QPushButton::clicked, &plan_, &TrainingPlan::cancelEnriching);
  connect(&plan_, &TrainingPlan::changed, this, &EnrichPart::showPlan);
  connect(&plan_.enrichment(), &DatasetEnrichment::progressed, progress_,
          [this](double fraction) { progress_->setValue(static_cast<int>(fraction * 1000.0)); });
  showPlan();
}

void EnrichPart::showPlan() {
  QStringList missing;
  if (plan_.dataset())
    for (const std::string& name : derivableClasses(plan_.classes())) missing << classText(name);
  const bool running = plan_.enrichment().isRunning();
  note_->setVisible(!missing.isEmpty());
  start_->setVisible(!missing.isEmpty());
  start_->setEnabled(!running);
  progress_->setVisible(running);
  cancel_->setVisible(running);
  if (!running) progress_->setValue(0);
  if (!missing.isEmpty())
    note_->setText(
        tr("It lacks: %1. Valvista can derive them from aorta and left ventricle; that makes a new dataset, "
           "%2, and leaves this one as it is. A model trained without them finds the coarse anatomy, and "
           "Valvista derives the rest of it.")
            .arg(missing.join(QStringLiteral(", ")),
                 pathText(DatasetEnrichment::folderFor(plan_.dataset()->folder))));
  showResult();
  setVisible(!missing.isEmpty() || !result_->text().isEmpty());
}

void EnrichPart::showResult() {
  const DatasetEnrichment& enrichment = plan_.enrichment();
  QStringList texts;
  bool isError = false;
  if (!enrichment.problem().isEmpty()) {
    isError = true;
    texts << tr("Nothing was derived: %1").arg(planningText(enrichment.problem().toStdString()));
  } else if (enrichment.result()) {
    isError = !enrichment.madeDataset();
    texts << refusedText(*enrichment.result()) << incompleteText(*enrichment.result());
    texts.removeAll(QString());
  }
  theme::setTone(*result_, isError ? theme::Tone::error : theme::Tone::warning);
  result_->setText(texts.join(QLatin1Char('\n')));
  result_->setVisible(!texts.isEmpty());
}

}  // namespace valvista::ui
