// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_editor.h"

#include "ui/widgets/action_registry.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace valvista::ui {

namespace {

QPushButton* makeButton(const QString& text, const char* name) {
  auto* button = new QPushButton(text);
  button->setObjectName(QString::fromLatin1(name));
  button->setAutoDefault(false);
  return button;
}

}  // namespace

KeyEditor::KeyEditor(ActionRegistry& actions, QWidget* parent)
    : QWidget(parent),
      actions_(actions),
      list_(new QTreeWidget),
      key_(new QKeySequenceEdit),
      set_(makeButton(tr("&Use this key"), "keySet")),
      none_(makeButton(tr("&No key"), "keyNone")),
      reset_(makeButton(tr("&Reset"), "keyReset")),
      resetAll_(makeButton(tr("Reset &all keys"), "keyResetAll")),
      problem_(new QLabel) {
  setObjectName(QStringLiteral("keyEditor"));
  list_->setObjectName(QStringLiteral("keyList"));
  list_->setAccessibleName(tr("Commands and their keys"));
  list_->setHeaderLabels({tr("Command"), tr("Key")});
  list_->setRootIsDecorated(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  key_->setObjectName(QStringLiteral("keyEdit"));
  key_->setAccessibleName(tr("New key of the chosen command"));
  problem_->setObjectName(QStringLiteral("keyProblem"));
  problem_->setTextFormat(Qt::PlainText);
  problem_->setWordWrap(true);
  theme::setTone(*problem_, theme::Tone::error);

  auto* label = new QLabel(tr("New &key:"));
  label->setBuddy(key_);
  auto* row = new QHBoxLayout;
  row->addWidget(label);
  row->addWidget(key_, 1);
  for (QPushButton* button : {set_, none_, reset_}) row->addWidget(button);
  auto* last = new QHBoxLayout;
  last->addWidget(problem_, 1);
  last->addWidget(resetAll_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(list_, 1);
  column->addLayout(row);
  column->addLayout(last);

  connect(list_, &QTreeWidget::currentItemChanged, this, &KeyEditor::showChosen);
  connect(set_, &QPushButton::clicked, this, &KeyEditor::take);
  connect(none_, &QPushButton::clicked, this, [this] { say(actions_.setKeys(*chosen(), {})); });
  connect(reset_, &QPushButton::clicked, this, [this] { say(actions_.resetKeys(*chosen())); });
  connect(resetAll_, &QPushButton::clicked, this, [this] {
    actions_.resetAllKeys();
    say({});
  });
  connect(&actions_, &ActionRegistry::keysChanged, this, &KeyEditor::fill);
  fill();
}

QAction* KeyEditor::chosen() const {
  const QTreeWidgetItem* item = list_->currentItem();
  return item ? actions_.find(item->data(0, Qt::UserRole).toString()) : nullptr;
}

void KeyEditor::fill() {
  const QAction* before = chosen();
  const QString id = before ? before->objectName() : QString();
  const QSignalBlocker quiet(list_);
  list_->clear();
  for (const ActionGroup group : actionGroups()) {
    const QList<QAction*> actions = actions_.actionsOf(group);
    if (actions.isEmpty()) continue;
    auto* heading = new QTreeWidgetItem(list_, {textOf(group)});
    heading->setFlags(Qt::ItemIsEnabled);
    heading->setFirstColumnSpanned(true);
    QFont bold = list_->font();
    bold.setBold(true);
    heading->setFont(0, bold);
    for (const QAction* action : actions) {
      auto* row = new QTreeWidgetItem(heading, {plainText(*action), keysText(*action)});
      row->setData(0, Qt::UserRole, action->objectName());
      row->setToolTip(0, action->statusTip());
      if (actions_.hasOwnKeys(*action)) row->setFont(1, bold);
      if (action->objectName() == id) list_->setCurrentItem(row);
    }
  }
  list_->expandAll();
  showChosen();
}

void KeyEditor::showChosen() {
  const QAction* action = chosen();
  for (QWidget* control : std::initializer_list<QWidget*>{key_, set_, none_, reset_})
    control->setEnabled(action != nullptr);
  key_->setKeySequence(action ? action->shortcut() : QKeySequence());
  reset_->setEnabled(action && actions_.hasOwnKeys(*action));
  problem_->clear();
}

void KeyEditor::take() {
  const QKeySequence key = key_->keySequence();
  say(actions_.setKeys(*chosen(), key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{key}));
}

void KeyEditor::say(const QString& problem) {
  problem_->setText(problem);
}

}  // namespace valvista::ui
