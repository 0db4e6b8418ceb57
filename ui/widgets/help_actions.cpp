// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_actions.h"

#include "ui/session/app_settings.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/case_dialog.h"
#include "ui/widgets/command_search.h"
#include "ui/widgets/key_sheet.h"
#include "ui/widgets/settings_dialog.h"
#include "ui/widgets/tour.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace valvista::ui {

HelpActions::HelpActions(const CaseDocument& document, ActionRegistry& actions, AppSettings& settings,
                         QWidget& window)
    : QObject(&window),
      document_(document),
      actions_(actions),
      settings_(settings),
      window_(window),
      search_(new CommandSearch(actions, window)) {
  using Keys = QList<QKeySequence>;
  actions_.add({.id = "settings",
                .text = tr("&Settings\u2026"),
                .tip = tr("Language, look, mouse, window and level, keys"),
                .keys = Keys{QKeySequence(Qt::CTRL | Qt::Key_Comma)},
                .group = ActionGroup::edit,
                .startsSection = true},
               [this] { showSettings(); });
  actions_.add({.id = "commandSearch",
                .text = tr("&Search commands\u2026"),
                .tip = tr("Find and run any command by a few letters"),
                .keys = Keys{QKeySequence(Qt::CTRL | Qt::Key_F)},
                .group = ActionGroup::help},
               [this] { search_->open(); });
  actions_.add({.id = "keysAndMouse",
                .text = tr("&Keys and mouse"),
                .tip = tr("What keys and mouse do"),
                .keys = Keys{QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)},
                .group = ActionGroup::help},
               [this] { showKeys(); });
  tour_ = actions_.add({.id = "tour",
                        .text = tr("&Tour in five steps"),
                        .tip = tr("Where things are, shown on the demo case when none is open"),
                        .keys = {},
                        .group = ActionGroup::help},
                       [this] { showTour(); });
  actions_.add({.id = "about",
                .text = tr("&About Valvista"),
                .tip = tr("Version and licence"),
                .keys = {},
                .group = ActionGroup::help,
                .startsSection = true},
               [this] { showAbout(); });
}

void HelpActions::showKeys() {
  if (!sheet_) {
    sheet_ = new KeySheet(document_, actions_, &window_);
    const auto refill = [this] { sheet_->fill(static_cast<viewer::MouseProfile>(settings_.mouseProfile())); };
    connect(&actions_, &ActionRegistry::keysChanged, sheet_, refill);
    connect(this, &HelpActions::mouseProfileChosen, sheet_, refill);
  }
  sheet_->fill(static_cast<viewer::MouseProfile>(settings_.mouseProfile()));
  sheet_->show();
  sheet_->raise();
  sheet_->activateWindow();
}

void HelpActions::showSettings() {
  if (!dialog_) {
    dialog_ = new SettingsDialog(document_, actions_, settings_, &window_);
    connect(dialog_, &SettingsDialog::mouseProfileChosen, this, &HelpActions::mouseProfileChosen);
  }
  dialog_->show();
  dialog_->raise();
  dialog_->activateWindow();
}

void HelpActions::showTour() {
  settings_.setTourSeen();
  const auto* start = window_.findChild<QWidget*>(QStringLiteral("startPage"));
  QAction* demo = actions_.find(QStringLiteral("openDemo"));
  if (demo && start && start->isVisible()) demo->trigger();
  if (!bubbles_) bubbles_ = new Tour(window_);
  bubbles_->start();
}

void HelpActions::showAbout() {
  auto* box = new CaseDialog(document_, tr("About Valvista"), "aboutBox", &window_);
  box->setAttribute(Qt::WA_DeleteOnClose);
  auto* text = new QLabel(
      tr("Valvista %1\nPlanning of transcatheter aortic valve replacement from CT.\n\n"
         "Research use only. Not a medical device.\n\nFree software, GPL-3.0-or-later, without any warranty.")
          .arg(QStringLiteral(VALVISTA_VERSION)));
  text->setObjectName(QStringLiteral("aboutText"));
  text->setTextFormat(Qt::PlainText);
  auto* close = new QPushButton(tr("Close"));
  close->setObjectName(QStringLiteral("aboutClose"));
  connect(close, &QPushButton::clicked, box, &QDialog::close);
  box->content()->addWidget(text);
  box->content()->addWidget(close, 0, Qt::AlignRight);
  box->show();
}

}  // namespace valvista::ui
