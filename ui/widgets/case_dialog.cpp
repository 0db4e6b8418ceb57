// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/case_dialog.h"

#include "ui/widgets/identity_strip.h"

#include <QVBoxLayout>

namespace valvista::ui {

CaseDialog::CaseDialog(const CaseDocument& document, const QString& title, const char* name, QWidget* parent)
    : CaseDialog(&document, title, name, parent) {}

CaseDialog::CaseDialog(const QString& title, const char* name, QWidget* parent)
    : CaseDialog(nullptr, title, name, parent) {}

CaseDialog::CaseDialog(const CaseDocument* document, const QString& title, const char* name, QWidget* parent)
    : QDialog(parent), content_(new QVBoxLayout) {
  setObjectName(QString::fromLatin1(name));
  setWindowTitle(title);
  setModal(false);
  content_->setContentsMargins(14, 12, 14, 12);
  content_->setSpacing(10);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* strip = new IdentityStrip(document);
  strip->setObjectName(QStringLiteral("dialogIdentityStrip"));
  column->addWidget(strip);
  column->addLayout(content_, 1);
}

}  // namespace valvista::ui
