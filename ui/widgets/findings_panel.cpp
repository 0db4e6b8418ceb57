// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/findings_panel.h"

#include "planning/model/review.h"
#include "ui/session/planning_text.h"
#include "ui/widgets/severity_icon.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace valvista::ui {

namespace {

constexpr int kMargin = 7, kIcon = 16, kTextLeft = 54, kTallest = 10000;
constexpr int kAcknowledgedRole = Qt::UserRole;

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
    plain.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    plain.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);
    const bool acknowledged = index.data(kAcknowledgedRole).toBool();
    QStyleOptionViewItem check(option);
    check.rect = checkBox(option.rect);
    check.state = QStyle::State_Enabled | (acknowledged ? QStyle::State_On : QStyle::State_Off);
    plain.widget->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &check, painter,
                                         plain.widget);
    const QRect box = option.rect.adjusted(0, kMargin, -kMargin, -kMargin);
    painter->setOpacity(acknowledged ? 0.55 : 1.0);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, box.left() + kTextLeft - kIcon - kMargin, box.top(), kIcon, kIcon);
    painter->setOpacity(1.0);
    painter->setPen(option.state.testFlag(QStyle::State_Selected)
                        ? option.palette.color(QPalette::HighlightedText)
                    : acknowledged ? theme::kQuietText
                                   : option.palette.color(QPalette::Text));
    painter->setFont(option.font);
    painter->drawText(box.adjusted(kTextLeft, 0, 0, 0), Qt::TextWordWrap, text);
  }

  static QRect checkBox(const QRect& row) {
    return {row.left() + kMargin, row.top() + kMargin, kIcon, kIcon};
  }
};

/// Tells a click on the check mark from one on the line, and hears Space.
class FindingsList : public QListWidget {
 public:
  std::function<void(const QListWidgetItem*)> toggled, chosen;

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override {
    QListWidget::mouseReleaseEvent(event);
    const QPoint at = event->position().toPoint();
    const QListWidgetItem* item = itemAt(at);
    if (!item || event->button() != Qt::LeftButton) return;
    const QRect check = WholeTextDelegate::checkBox(visualItemRect(item)).adjusted(-kMargin, -kMargin, 4, 4);
    (check.contains(at) ? toggled : chosen)(item);
  }
  void keyPressEvent(QKeyEvent* event) override {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (currentItem() && (enter || event->key() == Qt::Key_Space)) {
      (enter ? chosen : toggled)(currentItem());
      return;
    }
    QListWidget::keyPressEvent(event);
  }
};

/// A number is not parted from its unit at the end of a line.
QString unparted(QString text) {
  static const QRegularExpression kNumberAndUnit(QStringLiteral("(?<=\\d) (?=%|(mm|HU|ml)\\b)"));
  return text.replace(kNumberAndUnit, QStringLiteral("\u00a0"));
}

}  // namespace

FindingsPanel::FindingsPanel(const char* listName, QWidget* parent) : QWidget(parent), empty_(new QLabel) {
  auto* list = new FindingsList;
  list->chosen = [this](const QListWidgetItem* item) { choose(item); };
  list->toggled = [this](const QListWidgetItem* item) { toggle(item); };
  list_ = list;
  list_->setObjectName(QString::fromLatin1(listName));
  list_->setAccessibleName(tr("Findings"));
  list_->setItemDelegate(new WholeTextDelegate(list_));
  list_->setResizeMode(QListView::Adjust);
  list_->setWordWrap(true);  // else a new width alone leaves the heights of the items as they were
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setTabKeyNavigation(false);
  empty_->setObjectName(QStringLiteral("%1Empty").arg(QString::fromLatin1(listName)));
  empty_->setTextFormat(Qt::PlainText);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  empty_->setWordWrap(true);
  empty_->setMargin(10);
  theme::setTone(*empty_, theme::Tone::quiet);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(list_);
  column->addWidget(empty_);
  setFindings({}, {}, {});
}

void FindingsPanel::setFindings(const planning::Findings& findings, const std::set<std::string>& acknowledged,
                                const QString& emptyText) {
  const auto isKnown = [&](const planning::Finding& finding) {
    return acknowledged.contains(planning::acknowledgementKey(finding));
  };
  planning::Findings sorted = findings;
  std::stable_partition(sorted.begin(), sorted.end(), [&](const auto& finding) { return !isKnown(finding); });
  const auto same = [](const planning::Finding& a, const planning::Finding& b) {
    return a.id == b.id && a.message == b.message && a.severity == b.severity &&
           a.locationLps == b.locationLps;
  };
  const bool unchanged = acknowledged == acknowledged_ &&
                         std::equal(sorted.begin(), sorted.end(), findings_.begin(), findings_.end(), same);
  findings_ = std::move(sorted);
  acknowledged_ = acknowledged;
  if (!unchanged) buildRows();  // else focus and place in the list stay
  list_->setVisible(!findings_.empty());
  empty_->setVisible(findings_.empty());
  empty_->setText(emptyText);
}

void FindingsPanel::buildRows() {
  const int row = list_->currentRow();
  list_->clear();
  for (const auto& finding : findings_) {
    const bool acknowledged = acknowledged_.contains(planning::acknowledgementKey(finding));
    QString text = tr("%1: %2").arg(severityText(finding.severity), unparted(planningText(finding.message)));
    if (acknowledged) text = tr("Acknowledged. %1").arg(text);
    if (finding.locationLps) text += QStringLiteral("  \u2192");
    auto* item = new QListWidgetItem(severityIcon(finding.severity), text, list_);
    item->setData(kAcknowledgedRole, acknowledged);
    item->setToolTip(
        finding.locationLps
            ? tr("Click to go there, Space to acknowledge. %1").arg(QString::fromStdString(finding.id))
            : tr("Space to acknowledge. %1").arg(QString::fromStdString(finding.id)));
  }
  if (row >= 0 && row < list_->count()) list_->setCurrentRow(row);
}

void FindingsPanel::toggle(const QListWidgetItem* item) {
  const auto row = static_cast<std::size_t>(list_->row(item));
  if (row >= findings_.size()) return;
  const planning::Finding finding = findings_[row];  // the answer builds the list anew
  Q_EMIT acknowledgeRequested(finding, !acknowledged_.contains(planning::acknowledgementKey(finding)));
}

void FindingsPanel::choose(const QListWidgetItem* item) {
  const auto row = static_cast<std::size_t>(list_->row(item));
  if (row < findings_.size() && findings_[row].locationLps) Q_EMIT placeChosen(*findings_[row].locationLps);
}

}  // namespace valvista::ui
