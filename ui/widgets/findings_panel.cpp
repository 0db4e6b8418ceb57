// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/findings_panel.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include "ui/widgets/severity_icon.h"
#include "ui/widgets/theme.h"

namespace valvista::ui {

FindingsPanel::FindingsPanel(QWidget* parent) : QWidget(parent), list_(new QListWidget), empty_(new QLabel) {
  setObjectName(QStringLiteral("findingsPanel"));
  list_->setObjectName(QStringLiteral("findingsList"));
  list_->setAccessibleName(tr("Findings"));
  list_->setWordWrap(true);
  list_->setResizeMode(QListView::Adjust);
  list_->setTextElideMode(Qt::ElideNone);
  list_->setSpacing(4);
  list_->setIconSize({16, 16});
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  empty_->setObjectName(QStringLiteral("findingsEmpty"));
  empty_->setTextFormat(Qt::PlainText);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  empty_->setWordWrap(true);
  empty_->setMargin(10);
  QPalette quiet = empty_->palette();
  quiet.setColor(QPalette::WindowText, theme::kQuietText);
  empty_->setPalette(quiet);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(list_);
  column->addWidget(empty_);
  connect(list_, &QListWidget::itemClicked, this, &FindingsPanel::choose);
  connect(list_, &QListWidget::itemActivated, this, &FindingsPanel::choose);
  setFindings({}, {});
}

void FindingsPanel::setFindings(const planning::Findings& findings, const QString& emptyText) {
  findings_ = findings;
  list_->clear();
  for (const auto& finding : findings_) {
    QString text = severityText(finding.severity) + QStringLiteral(": ") + QString::fromStdString(finding.message);
    if (finding.locationLps) text += QStringLiteral("  \u2192");
    auto* item = new QListWidgetItem(severityIcon(finding.severity), text, list_);
    item->setToolTip(finding.locationLps ? tr("Click to go there. %1").arg(QString::fromStdString(finding.id))
                                         : QString::fromStdString(finding.id));
  }
  list_->setVisible(!findings_.empty());
  empty_->setVisible(findings_.empty());
  empty_->setText(emptyText);
}

void FindingsPanel::choose(const QListWidgetItem* item) {
  const auto row = static_cast<std::size_t>(list_->row(item));
  if (row < findings_.size() && findings_[row].locationLps) Q_EMIT placeChosen(*findings_[row].locationLps);
}

}  // namespace valvista::ui
