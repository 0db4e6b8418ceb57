// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/start_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/theme.h"

namespace valvista::ui {

StartPage::StartPage(const QList<QAction*>& actions, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("startPage"));
  auto* title = new QLabel(tr("Drop a CT here"));
  QFont large = title->font();
  large.setPointSizeF(large.pointSizeF() * 1.8);
  title->setFont(large);
  title->setAlignment(Qt::AlignCenter);
  auto* hint = new QLabel(tr("A DICOM folder or a volume file, together with its labels or alone."));
  hint->setAlignment(Qt::AlignCenter);
  hint->setWordWrap(true);
  QPalette quiet = hint->palette();
  quiet.setColor(QPalette::WindowText, theme::kQuietText);
  hint->setPalette(quiet);

  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(10);
  buttons->addStretch(1);
  for (QAction* action : actions) {
    QString text = action->text();
    text.remove(QStringLiteral("\u2026"));
    auto* button = new QPushButton(text);
    button->setObjectName(QStringLiteral("start_") + action->objectName());
    button->setMinimumHeight(34);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    buttons->addWidget(button);
  }
  buttons->addStretch(1);

  auto* column = new QVBoxLayout(this);
  column->setSpacing(14);
  column->addStretch(1);
  column->addWidget(title);
  column->addWidget(hint);
  column->addLayout(buttons);
  column->addStretch(1);
}

}  // namespace valvista::ui
