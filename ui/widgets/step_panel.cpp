// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_panel.h"

#include "ui/widgets/fact_table.h"
#include "ui/widgets/findings_panel.h"
#include "ui/widgets/state_icon.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace valvista::ui {

namespace {

constexpr int kMargin = 10, kIcon = 16;

QFont boldOf(QFont font, double scale) {
  font.setBold(true);
  font.setPointSizeF(font.pointSizeF() * scale);
  return font;
}

}  // namespace

StepPanel::StepPanel(QWidget* parent)
    : QWidget(parent),
      title_(makeLabel("stepTitle")),
      sign_(new QLabel),
      state_(makeLabel("stepState")),
      needs_(makeLabel("stepNeeds")),
      facts_(new FactTable),
      noFacts_(makeLabel("stepNoFacts")),
      findings_(new FindingsPanel("stepFindingsList")) {
  setObjectName(QStringLiteral("stepPanel"));
  title_->setFont(boldOf(font(), 1.25));
  theme::setTone(*state_, theme::Tone::quiet);
  theme::setTone(*noFacts_, theme::Tone::quiet);

  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(sign_);
  head->addWidget(state_);

  auto* inner = new QWidget;
  body_ = new QVBoxLayout(inner);
  body_->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  body_->setSpacing(10);
  body_->addLayout(head);
  body_->addWidget(needs_);
  body_->addWidget(facts_);
  body_->addWidget(noFacts_);
  body_->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setObjectName(QStringLiteral("stepScroll"));
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(inner);

  auto* below = new QWidget;
  auto* caption = makeLabel("stepFindingsCaption");
  caption->setText(tr("Findings of this step"));
  caption->setFont(boldOf(font(), 1.0));
  caption->setMargin(kMargin);
  auto* belowColumn = new QVBoxLayout(below);
  belowColumn->setContentsMargins(0, 0, 0, 0);
  belowColumn->setSpacing(0);
  belowColumn->addWidget(caption);
  belowColumn->addWidget(findings_, 1);

  auto* parts = new QSplitter(Qt::Vertical);
  parts->setObjectName(QStringLiteral("stepSplitter"));
  parts->setChildrenCollapsible(false);
  parts->addWidget(scroll);
  parts->addWidget(below);
  parts->setStretchFactor(0, 3);
  parts->setStretchFactor(1, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(parts);
}

QLabel* StepPanel::makeLabel(const char* name) {
  auto* label = new QLabel;
  label->setObjectName(QString::fromLatin1(name));
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

void StepPanel::addContent(WorkflowStep step, QWidget* content) {
  body_->insertWidget(2, content);
  own_[static_cast<std::size_t>(step)].append(content);
  content->hide();
}

void StepPanel::setActions(WorkflowStep step, const QList<QAction*>& actions) {
  for (QAction* action : actions) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(
        QStringLiteral("step%1_%2").arg(static_cast<int>(step) + 1).arg(action->objectName()));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(30);
    button->setFocusPolicy(Qt::StrongFocus);
    body_->insertWidget(body_->count() - 1, button);
    own_[static_cast<std::size_t>(step)].append(button);
    button->hide();
  }
}

void StepPanel::showOnly(WorkflowStep step) {
  for (std::size_t i = 0; i < own_.size(); ++i)
    for (QWidget* widget : own_[i]) widget->setVisible(i == static_cast<std::size_t>(step));
}

void StepPanel::show(WorkflowStep step, const WorkflowState& state, const StepFacts& facts,
                     const std::set<std::string>& acknowledged) {
  title_->setText(tr("%1  %2").arg(static_cast<int>(step) + 1).arg(textOf(step)));
  sign_->setPixmap(stateIcon(state.state).pixmap(kIcon, kIcon));
  state_->setText(textOf(state.state));
  needs_->setText(state.needs);
  needs_->setVisible(!state.needs.isEmpty());
  showOnly(step);
  facts_->setFacts(facts);
  facts_->setVisible(!facts.empty());
  const bool bare = facts.empty() && state.needs.isEmpty() && step != WorkflowStep::import;
  noFacts_->setText(tr("Nothing to show before a case is open."));
  noFacts_->setVisible(bare);
  findings_->setFindings(state.findings, acknowledged, tr("No findings"));
}

}  // namespace valvista::ui
