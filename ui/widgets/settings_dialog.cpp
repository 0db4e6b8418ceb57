// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settings_dialog.h"

#include "ui/session/app_settings.h"
#include "ui/widgets/key_editor.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QVBoxLayout>

namespace valvista::ui {

namespace {

QComboBox* makeChoice(const char* name, const QString& accessibleName, const QStringList& texts) {
  auto* choice = new QComboBox;
  choice->setObjectName(QString::fromLatin1(name));
  choice->setAccessibleName(accessibleName);
  choice->addItems(texts);
  return choice;
}

QDoubleSpinBox* makeHounsfield(const char* name, const QString& accessibleName, double least, double most) {
  auto* box = new QDoubleSpinBox;
  box->setObjectName(QString::fromLatin1(name));
  box->setAccessibleName(accessibleName);
  box->setRange(least, most);
  box->setDecimals(0);
  box->setSingleStep(10.0);
  box->setSuffix(SettingsDialog::tr(" HU"));
  return box;
}

QLabel* makeNote(const QString& text) {
  auto* note = new QLabel(text);
  note->setWordWrap(true);
  theme::setTone(*note, theme::Tone::quiet);
  return note;
}

}  // namespace

SettingsDialog::SettingsDialog(const CaseDocument& document, ActionRegistry& actions, AppSettings& settings,
                               QWidget* parent)
    : CaseDialog(document, tr("Settings"), "settingsDialog", parent),
      settings_(settings),
      pages_(new QTabWidget),
      language_(makeChoice("languageChoice", tr("Language"),
                           {tr("As the system"), QStringLiteral("English"), QStringLiteral("Deutsch")})),
      look_(makeChoice("lookChoice", tr("Look"), {tr("Dark"), tr("Light")})),
      mouse_(makeChoice("mouseChoice", tr("Mouse"),
                        {QStringLiteral("OHIF"), QStringLiteral("3D Slicer"), QStringLiteral("ITK-SNAP")})),
      worker_(new QLineEdit),
      width_(makeHounsfield("windowWidth", tr("Window width"), 1.0, 10000.0)),
      centre_(makeHounsfield("windowCentre", tr("Window level"), -10000.0, 10000.0)) {
  resize(720, 620);
  worker_->setObjectName(QStringLiteral("workerCommand"));
  worker_->setAccessibleName(tr("Command that starts the worker"));
  pages_->setObjectName(QStringLiteral("settingsPages"));
  pages_->setAccessibleName(tr("Pages of the settings"));
  pages_->addTab(makeGeneralPage(), tr("&General"));
  pages_->addTab(makeViewsPage(), tr("&Views"));
  pages_->addTab(new KeyEditor(actions), tr("&Keys"));
  auto* buttons = new QDialogButtonBox;
  QPushButton* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
  close->setObjectName(QStringLiteral("settingsClose"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  content()->addWidget(pages_, 1);
  content()->addWidget(buttons);

  connect(language_, &QComboBox::activated, this,
          [this](int index) { settings_.setLanguage(static_cast<Language>(index)); });
  connect(look_, &QComboBox::activated, this, [this](int index) {
    settings_.setLook(static_cast<Look>(index));
    theme::apply(*qApp, settings_.look());
  });
  connect(mouse_, &QComboBox::activated, this, [this](int index) {
    settings_.setMouseProfile(index);
    Q_EMIT mouseProfileChosen(index);
  });
  connect(worker_, &QLineEdit::editingFinished, this,
          [this] { settings_.setWorkerCommand(worker_->text()); });
  connect(width_, &QDoubleSpinBox::valueChanged, this, &SettingsDialog::takeWindowLevel);
  connect(centre_, &QDoubleSpinBox::valueChanged, this, &SettingsDialog::takeWindowLevel);
}

QWidget* SettingsDialog::makeGeneralPage() {
  auto* page = new QWidget;
  auto* form = new QFormLayout(page);
  form->addRow(tr("&Language:"), language_);
  form->addRow(QString(), makeNote(tr("Another language is used from the next start.")));
  form->addRow(tr("L&ook:"), look_);
  form->addRow(QString(), makeNote(tr("The images stay on a dark ground in both.")));
  form->addRow(tr("&Worker:"), worker_);
  form->addRow(QString(),
               makeNote(tr("The command that segments, for example \"ssh gpu valvista-worker\". Empty: the "
                           "program that came with this one.")));
  return page;
}

QWidget* SettingsDialog::makeViewsPage() {
  auto* page = new QWidget;
  auto* form = new QFormLayout(page);
  form->addRow(tr("Window &width:"), width_);
  form->addRow(tr("Window &level:"), centre_);
  form->addRow(QString(), makeNote(tr("A case that is opened starts with this window and level.")));
  form->addRow(tr("&Mouse as in:"), mouse_);
  form->addRow(QString(), makeNote(tr("The sheet of keys (F1) lists what each button does.")));
  return page;
}

void SettingsDialog::showEvent(QShowEvent* event) {
  readSettings();
  QDialog::showEvent(event);
}

void SettingsDialog::readSettings() {
  // Menus change some of these, too.
  const QSignalBlocker width(width_), centre(centre_);
  language_->setCurrentIndex(static_cast<int>(settings_.language()));
  look_->setCurrentIndex(static_cast<int>(settings_.look()));
  mouse_->setCurrentIndex(settings_.mouseProfile());
  worker_->setText(settings_.workerCommand());
  width_->setValue(settings_.windowLevel().width);
  centre_->setValue(settings_.windowLevel().centre);
}

void SettingsDialog::takeWindowLevel() {
  settings_.setWindowLevel({width_->value(), centre_->value()});
}

}  // namespace valvista::ui
