// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/unsaved_guard.h"

#include "ui/session/case_document.h"
#include "ui/widgets/case_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace valvista::ui {

namespace {

QString say(const char* text) {
  return QCoreApplication::translate("UnsavedGuard", text);
}

}  // namespace

UnsavedGuard::UnsavedGuard(const CaseDocument& document, QWidget* window, LibrarySave library,
                           std::function<void(Step)> savePlan)
    : document_(document), window_(window), library_(std::move(library)), savePlan_(std::move(savePlan)) {}

void UnsavedGuard::whenSafe(Step go) {
  if (document_.hasUnsavedWork()) {
    ask(go);
  } else {
    go();
  }
}

void UnsavedGuard::ask(const Step& go) {
  if (question_) question_->close();  // the newer wish counts
  auto* dialog = new CaseDialog(document_, say(QT_TRANSLATE_NOOP("UnsavedGuard", "Changes are not saved")),
                                "closeQuestion", window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  question_ = dialog;
  auto* text = new QLabel(
      say(QT_TRANSLATE_NOOP("UnsavedGuard", "Your changes to this plan would be lost. Save them first?")));
  text->setObjectName(QStringLiteral("closeQuestionText"));
  text->setWordWrap(true);
  auto* buttons = new QDialogButtonBox;
  const auto add = [buttons](const char* caption, QDialogButtonBox::ButtonRole role, const char* name) {
    QPushButton* button = buttons->addButton(say(caption), role);
    button->setObjectName(QString::fromLatin1(name));
    return button;
  };
  const bool ofLibrary = library_.applies();
  QPushButton* save = add(ofLibrary ? QT_TRANSLATE_NOOP("UnsavedGuard", "&Save in the library")
                                    : QT_TRANSLATE_NOOP("UnsavedGuard", "&Save plan\u2026"),
                          QDialogButtonBox::AcceptRole, "closeQuestionSave");
  QPushButton* discard = add(QT_TRANSLATE_NOOP("UnsavedGuard", "&Discard"), QDialogButtonBox::DestructiveRole,
                             "closeQuestionDiscard");
  QPushButton* cancel =
      add(QT_TRANSLATE_NOOP("UnsavedGuard", "&Cancel"), QDialogButtonBox::RejectRole, "closeQuestionCancel");
  save->setDefault(true);
  dialog->content()->addWidget(text);
  dialog->content()->addWidget(buttons);
  QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::close);
  QObject::connect(discard, &QPushButton::clicked, dialog, [dialog, go] {
    dialog->close();
    go();
  });
  QObject::connect(save, &QPushButton::clicked, dialog, [this, dialog, go, ofLibrary] {
    dialog->close();
    ofLibrary ? library_.save(go) : savePlan_(go);
  });
  dialog->resize(460, dialog->sizeHint().height());
  dialog->show();
}

}  // namespace valvista::ui
