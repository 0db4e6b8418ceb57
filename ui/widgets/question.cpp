// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/question.h"

#include "ui/widgets/case_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace valvista::ui {

namespace {
constexpr int kWidth = 520;
}

QDialog* askQuestion(QWidget* window, const char* name, const QString& title, const QString& text,
                     const QList<Answer>& answers) {
  auto* dialog = new CaseDialog(title, name, window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  auto* words = new QLabel(text);
  words->setObjectName(QString::fromLatin1(name) + QStringLiteral("Text"));
  words->setTextFormat(Qt::PlainText);
  words->setWordWrap(true);
  auto* row = new QHBoxLayout;
  row->addStretch();
  for (const Answer& answer : answers) {
    auto* button = new QPushButton(answer.text);
    button->setObjectName(QString::fromLatin1(answer.name));
    button->setAutoDefault(false);
    button->setDefault(row->count() == 1);
    if (answer.isMeantByEscape) QObject::connect(dialog, &QDialog::rejected, dialog, answer.run);
    QObject::connect(button, &QPushButton::clicked, dialog, [dialog, run = answer.run] {
      dialog->accept();
      if (run) run();
    });
    row->addWidget(button);
  }
  dialog->content()->addWidget(words);
  dialog->content()->addLayout(row);
  dialog->resize(kWidth, dialog->sizeHint().height());
  dialog->show();
  return dialog;
}

}  // namespace valvista::ui
