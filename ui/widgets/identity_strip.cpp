// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/identity_strip.h"

#include "ui/widgets/case_panel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace valvista::ui {

IdentityStrip::IdentityStrip(const CaseDocument* document, QWidget* parent)
    : QFrame(parent), document_(document), name_(new QLabel), facts_(new QLabel) {
  setObjectName(QStringLiteral("identityStrip"));
  name_->setObjectName(QStringLiteral("identityName"));
  facts_->setObjectName(QStringLiteral("identityFacts"));
  auto* research = new QLabel(tr("Research use only"));
  research->setObjectName(QStringLiteral("researchUse"));
  for (QLabel* label : {name_, facts_, research}) label->setTextFormat(Qt::PlainText);
  QFont bold = font();
  bold.setBold(true);
  name_->setFont(bold);
  research->setFont(bold);
  theme::setTone(*research, theme::Tone::warning);
  // A long name gives way before the words beside it do; the tooltip has all of it.
  facts_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 3, 10, 3);
  row->setSpacing(16);
  row->addWidget(name_);
  row->addWidget(facts_, 1);
  row->addWidget(research);
  if (!document_) return;
  setAccessibleName(tr("Patient"));
  connect(document_, &CaseDocument::changed, this, &IdentityStrip::update);
  update({CasePart::study, true});
}

void IdentityStrip::update(const CaseChange& change) {
  if (!change.replaced && !(change.parts & (CasePart::study | CasePart::labels))) return;
  const planning::Case& inputs = document_->inputs();
  name_->setText(patientText(inputs));
  facts_->setText(identity());
  setToolTip(document_->isEmpty() ? QString() : QStringLiteral("%1  %2").arg(name_->text(), facts_->text()));
}

QString IdentityStrip::identity() const {
  const auto& study = document_->inputs().study;
  if (!study) return {};
  QStringList parts;
  const auto add = [&](const QString& text, const std::string& value) {
    if (!value.empty()) parts.append(text.arg(QString::fromStdString(value)));
  };
  add(tr("ID %1"), study->patient.id);
  add(tr("born %1"), dateText(study->patient.birthDate).toStdString());
  add(tr("study of %1"), dateText(study->facts.studyDate).toStdString());
  if (study->facts.cardiacPhasePercent)
    parts.append(tr("phase %1 %").arg(*study->facts.cardiacPhasePercent, 0, 'f', 0));
  return parts.join(QStringLiteral("   \u00b7   "));
}

}  // namespace valvista::ui
