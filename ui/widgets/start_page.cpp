// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/start_page.h"

#include "ui/widgets/action_registry.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace valvista::ui {

namespace {

QPushButton* makeButton(QAction& action) {
  auto* button = new QPushButton(plainText(action));
  button->setObjectName(QStringLiteral("start_") + action.objectName());
  button->setToolTip(action.toolTip());
  button->setMinimumSize(button->sizeHint().width() + 24, 34);
  QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
  return button;
}

}  // namespace

StartPage::StartPage(const QList<QAction*>& actions, QAction& tour, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("startPage"));
  auto* title = new QLabel(tr("Drop a CT here"));
  QFont large = title->font();
  large.setPointSizeF(large.pointSizeF() * 1.8);
  title->setFont(large);
  title->setAlignment(Qt::AlignCenter);
  auto* hint = new QLabel(tr("A DICOM folder or a volume file, together with its labels or alone."));
  hint->setAlignment(Qt::AlignCenter);
  hint->setWordWrap(true);
  theme::setTone(*hint, theme::Tone::quiet);

  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(10);
  buttons->addStretch(1);
  for (QAction* action : actions) buttons->addWidget(makeButton(*action));
  buttons->addStretch(1);

  auto* welcome = new QLabel(tr("New here? The tour opens the demo case and shows where things are."));
  welcome->setAlignment(Qt::AlignCenter);
  welcome->setWordWrap(true);
  theme::setTone(*welcome, theme::Tone::quiet);
  auto* below = new QHBoxLayout;
  below->addStretch(1);
  below->addWidget(makeButton(tour));
  below->addStretch(1);

  auto* column = new QVBoxLayout(this);
  column->setSpacing(14);
  column->addStretch(1);
  column->addWidget(title);
  column->addWidget(hint);
  column->addLayout(buttons);
  column->addSpacing(18);
  column->addWidget(welcome);
  column->addLayout(below);
  column->addStretch(1);
}

}  // namespace valvista::ui
