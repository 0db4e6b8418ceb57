// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/findings_panel.h"

#include "ui/widgets/severity_icon.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace valvista::ui {

namespace {

/// A finding is read to its end: all lines of its text, never an ellipsis, whatever the width of the panel.
class WholeTextDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* list = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = list ? list->viewport()->width() : option.rect.width();
    const QRect room(0, 0, width - kTextLeft - kMargin, kTallest);
    const QString text = index.data(Qt::DisplayRole).toString();
    return {0, QFontMetrics(option.font).boundingRect(room, Qt::TextWordWrap, text).height() + 2 * kMargin};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem plain(option);
    initStyleOption(&plain, index);
    const QString text = plain.text;
    plain.text.clear();
    plain.icon = {};
    plain.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);
    const QRect box = option.rect.adjusted(0, kMargin, -kMargin, -kMargin);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, box.left() + kMargin, box.top(), kIcon, kIcon);
    painter->setPen(option.palette.color(option.state.testFlag(QStyle::State_Selected) ? QPalette::HighlightedText
                                                                                       : QPalette::Text));
    painter->setFont(option.font);
    painter->drawText(box.adjusted(kTextLeft, 0, 0, 0), Qt::TextWordWrap, text);
  }

 private:
  static constexpr int kMargin = 7, kIcon = 16, kTextLeft = 30, kTallest = 10000;
};

/// A number is not parted from its unit at the end of a line.
QString unparted(QString text) {
  static const QRegularExpression kNumberAndUnit(QStringLiteral("(?<=\\d) (?=%|(mm|HU|ml)\\b)"));
  return text.replace(kNumberAndUnit, QStringLiteral("\u00a0"));
}

}  // namespace

FindingsPanel::FindingsPanel(QWidget* parent) : QWidget(parent), list_(new QListWidget), empty_(new QLabel) {
  setObjectName(QStringLiteral("findingsPanel"));
  list_->setObjectName(QStringLiteral("findingsList"));
  list_->setAccessibleName(tr("Findings"));
  list_->setItemDelegate(new WholeTextDelegate(list_));
  list_->setResizeMode(QListView::Adjust);
  list_->setWordWrap(true);  // else a new width alone leaves the heights of the items as they were
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
    QString text = severityText(finding.severity) + QStringLiteral(": ") +
                   unparted(QString::fromStdString(finding.message));
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
