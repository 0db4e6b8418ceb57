// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_rail.h"

#include "ui/widgets/severity_icon.h"
#include "ui/widgets/state_icon.h"
#include "ui/widgets/theme.h"

#include <QKeySequence>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace valvista::ui {

using planning::Severity;
using planning::StepState;

namespace {

enum Role { kStateText = Qt::UserRole, kStateIcon, kOpen, kOpenIcon };
constexpr int kMargin = 9, kIcon = 16, kGap = 6, kNumberWidth = 20;

QFont boldOf(QFont font) {
  font.setBold(true);
  return font;
}

class StepDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {0, 2 * QFontMetrics(option.font).height() + 3 * kMargin};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem plain(option);
    initStyleOption(&plain, index);
    plain.text.clear();
    plain.icon = {};
    plain.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const int line = QFontMetrics(option.font).height();
    const QRect box = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);

    painter->save();
    painter->setPen(selected ? text : theme::kQuietText);
    painter->setFont(option.font);
    painter->drawText(QRect(box.left(), box.top(), kNumberWidth, line), Qt::AlignLeft | Qt::AlignVCenter,
                      QString::number(index.row() + 1));
    painter->setPen(text);
    painter->setFont(boldOf(option.font));
    painter->drawText(QRect(box.left() + kNumberWidth, box.top(), box.width() - kNumberWidth, line),
                      Qt::AlignLeft | Qt::AlignVCenter, index.data(Qt::DisplayRole).toString());

    const int below = box.top() + line + kMargin - 2;
    index.data(kStateIcon).value<QIcon>().paint(painter, box.left() - 1, below, kIcon, line);
    painter->setFont(option.font);
    painter->setPen(selected ? text : theme::kQuietText);
    painter->drawText(QRect(box.left() + kNumberWidth, below, box.width() - kNumberWidth, line),
                      Qt::AlignLeft | Qt::AlignVCenter, index.data(kStateText).toString());
    const int open = index.data(kOpen).toInt();
    if (open > 0) {
      painter->setPen(text);
      const QString count = QString::number(open);
      const int width = QFontMetrics(option.font).horizontalAdvance(count);
      painter->drawText(QRect(box.right() - width, box.top(), width + 1, line), Qt::AlignVCenter, count);
      index.data(kOpenIcon).value<QIcon>().paint(painter, box.right() - width - kIcon - 3, box.top(), kIcon,
                                                 line);
    }
    painter->restore();
  }
};

Severity worstOf(const planning::Findings& findings) {
  Severity worst = Severity::warning;
  for (const auto& finding : findings) worst = std::max(worst, finding.severity);
  return worst;
}

}  // namespace

StepRail::StepRail(QWidget* parent) : QListWidget(parent) {
  setObjectName(QStringLiteral("stepRail"));
  setAccessibleName(tr("Steps"));
  setItemDelegate(new StepDelegate(this));
  setSelectionMode(QAbstractItemView::SingleSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTabKeyNavigation(false);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
  for (const WorkflowStep step : kWorkflowSteps) {
    new QListWidgetItem(textOf(step), this);
    setState(step, {});
  }
  setCurrentRow(0);
  connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
    if (row >= 0) Q_EMIT chosen(kWorkflowSteps[static_cast<std::size_t>(row)]);
  });
  connect(this, &QListWidget::itemActivated, this, [this] { Q_EMIT entered(current()); });
}

void StepRail::setState(WorkflowStep step, const WorkflowState& state) {
  QListWidgetItem* row = item(static_cast<int>(step));
  row->setData(kStateText, textOf(state.state));
  row->setData(kStateIcon, stateIcon(state.state));
  row->setData(kOpen, state.open);
  row->setData(kOpenIcon, severityIcon(worstOf(state.findings)));
  QString spoken =
      tr("Step %1, %2, %3").arg(static_cast<int>(step) + 1).arg(textOf(step), textOf(state.state));
  if (state.open > 0) spoken = tr("%1, %n open finding(s)", nullptr, state.open).arg(spoken);
  row->setData(Qt::AccessibleTextRole, spoken);
  row->setToolTip(state.needs.isEmpty() ? spoken : state.needs);
}

WorkflowStep StepRail::current() const {
  return kWorkflowSteps[static_cast<std::size_t>(std::max(0, currentRow()))];
}

void StepRail::choose(WorkflowStep step) {
  setCurrentRow(static_cast<int>(step));
}

QSize StepRail::sizeHint() const {
  const QFontMetrics plain(font()), bold(boldOf(font()));
  const int badge = kIcon + 3 + plain.horizontalAdvance(QStringLiteral("00"));
  int width = 0;
  for (const WorkflowStep step : kWorkflowSteps)
    width = std::max(width, bold.horizontalAdvance(textOf(step)) + kGap + badge);
  for (const StepState state :
       {StepState::fresh, StepState::running, StepState::done, StepState::stale, StepState::failed})
    width = std::max(width, plain.horizontalAdvance(textOf(state)));
  return {width + kNumberWidth + 2 * kMargin + 2 * frameWidth(), 400};
}

}  // namespace valvista::ui
