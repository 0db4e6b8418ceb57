// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/case_panel.h"

#include "ui/session/segmentation_text.h"
#include "ui/widgets/theme.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace valvista::ui {

namespace {

const QString kNothing = QStringLiteral("\u2014");

QString orNothing(const QString& text) {
  return text.isEmpty() ? kNothing : text;
}

QString sizeText(const ImageGeometry& geometry) {
  return QStringLiteral("%1 \u00d7 %2 \u00d7 %3")
      .arg(geometry.size[0])
      .arg(geometry.size[1])
      .arg(geometry.size[2]);
}

QString spacingText(const ImageGeometry& geometry) {
  const Vec3 s = geometry.spacing();
  return QStringLiteral("%1 \u00d7 %2 \u00d7 %3 mm")
      .arg(s.x, 0, 'f', 3)
      .arg(s.y, 0, 'f', 3)
      .arg(s.z, 0, 'f', 3);
}

QString seriesText(const planning::ScanFacts& facts) {
  const QString description = QString::fromStdString(facts.seriesDescription);
  if (facts.seriesNumber.empty()) return description;
  const QString number = QString::fromStdString(facts.seriesNumber);
  return description.isEmpty() ? number : QStringLiteral("%1: %2").arg(number, description);
}

}  // namespace

QString dateText(const std::string& dicomDate) {
  const QString text = QString::fromStdString(dicomDate);
  const bool digits =
      text.size() == 8 && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
  return digits ? QStringLiteral("%1-%2-%3").arg(text.left(4), text.mid(4, 2), text.mid(6)) : text;
}

QString personText(const std::string& dicomName) {
  // Family^given^middle^prefix^suffix; further representations follow an equals sign.
  QStringList parts =
      QString::fromStdString(dicomName).section(QLatin1Char('='), 0, 0).split(QLatin1Char('^'));
  const QString family = parts.takeFirst().trimmed();
  parts.removeAll(QString());
  const QString rest = parts.join(QLatin1Char(' ')).trimmed();
  if (rest.isEmpty()) return family;
  return family.isEmpty() ? rest : QStringLiteral("%1, %2").arg(family, rest);
}

QString patientText(const planning::Case& inputs) {
  if (!inputs.study) return inputs.anatomy ? CasePanel::tr("Labels only") : CasePanel::tr("No case open");
  const QString name = personText(inputs.study->patient.name);
  return name.isEmpty() ? CasePanel::tr("Name not in the file") : name;
}

CasePanel::CasePanel(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("casePanel"));
  patientName_ = new QLabel;
  patientName_->setObjectName(QStringLiteral("patientName"));
  patientName_->setAccessibleDescription(tr("Patient name"));
  patientName_->setTextFormat(Qt::PlainText);
  patientName_->setWordWrap(true);
  patientName_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  QFont large = patientName_->font();
  large.setPointSizeF(large.pointSizeF() * 1.25);
  large.setBold(true);
  patientName_->setFont(large);

  auto* form = new QFormLayout;
  form->setRowWrapPolicy(QFormLayout::DontWrapRows);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
  form->setFormAlignment(Qt::AlignTop);
  form->setHorizontalSpacing(10);
  form->setVerticalSpacing(5);
  patientId_ = addRow(form, tr("Patient ID"), "patientId");
  birthDate_ = addRow(form, tr("Born"), "patientBirthDate");
  studyDate_ = addRow(form, tr("Study date"), "studyDate");
  series_ = addRow(form, tr("Series"), "seriesDescription");
  phase_ = addRow(form, tr("Phase"), "cardiacPhase");
  size_ = addRow(form, tr("Voxels"), "ctSize");
  spacing_ = addRow(form, tr("Spacing"), "ctSpacing");
  labelSource_ = addRow(form, tr("Labels"), "labelSource");
  labelScheme_ = addRow(form, tr("Scheme"), "labelScheme");

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 10, 10, 10);
  column->setSpacing(8);
  column->addWidget(patientName_);
  column->addLayout(form);
  column->addStretch(1);
  setCase({});
}

QLabel* CasePanel::addRow(QFormLayout* form, const QString& caption, const char* name) {
  auto* key = new QLabel(caption);
  theme::setTone(*key, theme::Tone::quiet);
  auto* field = new QLabel;
  field->setObjectName(QString::fromLatin1(name));
  field->setAccessibleDescription(caption);  // its name is the value
  field->setTextFormat(Qt::PlainText);
  field->setWordWrap(true);
  field->setTextInteractionFlags(Qt::TextSelectableByMouse);
  form->addRow(key, field);
  return field;
}

void CasePanel::setCase(const planning::Case& inputs) {
  setStudy(inputs.study ? &*inputs.study : nullptr);
  setLabels(inputs.anatomy ? &*inputs.anatomy : nullptr);
  patientName_->setText(patientText(inputs));
  const ImageGeometry* grid = inputs.study     ? &inputs.study->volume.geometry()
                              : inputs.anatomy ? &inputs.anatomy->labels.geometry()
                                               : nullptr;
  size_->setText(grid ? sizeText(*grid) : kNothing);
  spacing_->setText(grid ? spacingText(*grid) : kNothing);
}

void CasePanel::setStudy(const planning::Study* study) {
  const planning::Study none;
  const planning::Study& shown = study ? *study : none;
  patientId_->setText(orNothing(QString::fromStdString(shown.patient.id)));
  birthDate_->setText(orNothing(dateText(shown.patient.birthDate)));
  studyDate_->setText(orNothing(dateText(shown.facts.studyDate)));
  series_->setText(orNothing(seriesText(shown.facts)));
  const auto& phase = shown.facts.cardiacPhasePercent;
  phase_->setText(phase ? QStringLiteral("%1 %").arg(*phase, 0, 'f', 0) : kNothing);
}

void CasePanel::setLabels(const planning::AnatomyLabels* anatomy) {
  labelSource_->setText(anatomy ? sourceText(*anatomy) : kNothing);
  labelScheme_->setText(anatomy ? orNothing(QString::fromStdString(anatomy->scheme)) : kNothing);
}

}  // namespace valvista::ui
