// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/command_search.h"

#include "ui/widgets/action_registry.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace valvista::ui {

namespace {

constexpr int kWidth = 560, kRows = 10;
// Points of a letter: found at all, right after the one before, at the start of a word.
constexpr int kFound = 1, kNext = 4, kWordStart = 6;

int scoreOf(const QString& typed, const QAction& action) {
  const int name = fuzzyScore(typed, plainText(action));
  // The name counts most; tip and key must contain what was typed.
  if (name >= 0) return 1000 + name;
  return action.toolTip().contains(typed, Qt::CaseInsensitive) ? 0 : -1;
}

}  // namespace

int fuzzyScore(const QString& typed, const QString& text) {
  int score = 0;
  qsizetype place = 0;
  bool next = false;  // whether `place` follows the letter before
  for (const QChar letter : typed) {
    if (letter.isSpace()) {
      next = false;
      continue;
    }
    const qsizetype found = text.indexOf(letter, place, Qt::CaseInsensitive);
    if (found < 0) return -1;
    score += kFound;
    if (next && found == place) score += kNext;
    if (found == 0 || !text[found - 1].isLetterOrNumber()) score += kWordStart;
    place = found + 1;
    next = true;
  }
  return score;
}

CommandSearch::CommandSearch(const ActionRegistry& actions, QWidget& window)
    : QFrame(&window), actions_(actions), edit_(new QLineEdit), list_(new QListWidget) {
  setObjectName(QStringLiteral("commandSearch"));
  setAccessibleName(tr("Search commands"));
  setAutoFillBackground(true);
  edit_->setObjectName(QStringLiteral("commandSearchEdit"));
  edit_->setPlaceholderText(tr("Type a command"));
  edit_->setAccessibleName(tr("Command to search"));
  list_->setObjectName(QStringLiteral("commandSearchList"));
  list_->setAccessibleName(tr("Commands found"));
  list_->setFocusPolicy(Qt::NoFocus);  // the arrow keys in the line move through it
  auto* column = new QVBoxLayout(this);
  column->addWidget(edit_);
  column->addWidget(list_);
  edit_->installEventFilter(this);
  connect(edit_, &QLineEdit::textChanged, this, &CommandSearch::fill);
  connect(list_, &QListWidget::itemClicked, this, &CommandSearch::runCurrent);
  hide();
}

void CommandSearch::open() {
  if (!isVisible()) before_ = QApplication::focusWidget();
  edit_->clear();
  fill({});
  const int rowHeight = std::max(22, list_->sizeHintForRow(0));
  const int width = std::min(kWidth, parentWidget()->width() - 20);
  resize(width, edit_->sizeHint().height() + kRows * rowHeight + 40);
  move((parentWidget()->width() - width) / 2, 60);
  show();
  raise();
  edit_->setFocus();
}

void CommandSearch::fill(const QString& typed) {
  struct Hit {
    int score;
    const QAction* action;
  };
  QList<Hit> hits;
  for (const QAction* action : actions_.actions()) {
    const int score = action->isEnabled() ? scoreOf(typed, *action) : -1;
    if (score >= 0) hits.append({score, action});
  }
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
  list_->clear();
  for (const Hit& hit : hits) {
    const QString keys = keysText(*hit.action);
    const QString name = tr("%1: %2").arg(textOf(groupOf(*hit.action)), plainText(*hit.action));
    auto* item = new QListWidgetItem(keys.isEmpty() ? name : tr("%1   (%2)").arg(name, keys), list_);
    item->setData(Qt::UserRole, hit.action->objectName());
    item->setToolTip(hit.action->statusTip());
  }
  if (hits.isEmpty()) {
    auto* none = new QListWidgetItem(tr("No command of this name can be used now"), list_);
    none->setFlags(Qt::NoItemFlags);
  }
  list_->setCurrentRow(0);
}

void CommandSearch::runCurrent() {
  const QListWidgetItem* item = list_->currentItem();
  QAction* action = item ? actions_.find(item->data(Qt::UserRole).toString()) : nullptr;
  if (!action) return;
  leave();
  action->trigger();
}

void CommandSearch::leave() {
  hide();
  if (before_) before_->setFocus();
}

bool CommandSearch::eventFilter(QObject* watched, QEvent* event) {
  const bool key = event->type() == QEvent::KeyPress, wanted = event->type() == QEvent::ShortcutOverride;
  if (event->type() == QEvent::FocusOut &&
      static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
    hide();
    return QFrame::eventFilter(watched, event);
  }
  if (!key && !wanted) return QFrame::eventFilter(watched, event);
  const int code = static_cast<QKeyEvent*>(event)->key();
  const bool step = code == Qt::Key_Up || code == Qt::Key_Down;
  const bool enter = code == Qt::Key_Return || code == Qt::Key_Enter;
  if (!step && !enter && code != Qt::Key_Escape) return QFrame::eventFilter(watched, event);
  // The window's shortcuts must not take these keys while one searches.
  event->accept();
  if (wanted) return true;
  if (step) {
    const int row = list_->currentRow() + (code == Qt::Key_Down ? 1 : -1);
    if (row >= 0 && row < list_->count()) list_->setCurrentRow(row);
  }
  if (enter) runCurrent();
  if (code == Qt::Key_Escape) leave();
  return true;
}

}  // namespace valvista::ui
