// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_banner.h"

#include "ui/widgets/severity_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <QVariant>

namespace valvista::ui {

MessageBanner::MessageBanner(QWidget* parent)
    : QFrame(parent), icon_(new QLabel), title_(new QLabel), text_(new QLabel) {
  setObjectName(QStringLiteral("messageBanner"));
  setAccessibleName(tr("Message"));
  title_->setObjectName(QStringLiteral("messageBannerTitle"));
  text_->setObjectName(QStringLiteral("messageBannerText"));
  for (QLabel* label : {title_, text_}) {
    label->setTextFormat(Qt::PlainText);  // file names are not markup
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  }
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);

  auto* dismiss = new QPushButton(tr("Dismiss"));
  dismiss->setObjectName(QStringLiteral("messageBannerDismiss"));
  connect(dismiss, &QPushButton::clicked, this, &QWidget::hide);

  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  texts->addWidget(title_);
  texts->addWidget(text_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 8, 12, 8);
  row->setSpacing(10);
  row->addWidget(icon_, 0, Qt::AlignTop);
  row->addLayout(texts, 1);
  row->addWidget(dismiss, 0, Qt::AlignVCenter);
  hide();
}

void MessageBanner::showMessage(Kind kind, const QString& title, const QString& text) {
  const bool error = kind == Kind::error;
  setProperty("kind", error ? QStringLiteral("error") : QStringLiteral("notice"));
  style()->unpolish(this);  // a style sheet reads properties only when it is polished
  style()->polish(this);
  icon_->setPixmap(severityIcon(error ? planning::Severity::error : planning::Severity::info).pixmap(20, 20));
  title_->setText(title);
  text_->setText(text);
  text_->setVisible(!text.isEmpty());
  show();
}

QString MessageBanner::text() const {
  return text_->text();
}

}  // namespace valvista::ui
