// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job_status_bar.h"

#include "ui/session/job_runner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace valvista::ui {

namespace {

constexpr int kSteps = 1000, kSecondsPerMinute = 60;

QString timeLeftText(int seconds) {
  if (seconds < kSecondsPerMinute) return JobStatusBar::tr("%1 s left").arg(seconds);
  return JobStatusBar::tr("%1 min left").arg((seconds + kSecondsPerMinute / 2) / kSecondsPerMinute);
}

}  // namespace

JobStatusBar::JobStatusBar(JobRunner& jobs, QWidget* parent)
    : QWidget(parent),
      watch_(jobs),
      text_(new QLabel),
      bar_(new QProgressBar),
      left_(new QLabel),
      cancel_(new QPushButton(tr("Cancel"))) {
  setObjectName(QStringLiteral("jobStatusBar"));
  text_->setObjectName(QStringLiteral("jobText"));
  text_->setTextFormat(Qt::PlainText);
  text_->setMinimumWidth(150);
  bar_->setObjectName(QStringLiteral("jobProgress"));
  bar_->setAccessibleName(tr("Progress"));
  bar_->setRange(0, kSteps);
  bar_->setTextVisible(false);
  bar_->setFixedWidth(180);
  left_->setObjectName(QStringLiteral("jobTimeLeft"));
  left_->setTextFormat(Qt::PlainText);
  cancel_->setObjectName(QStringLiteral("jobCancel"));
  cancel_->setToolTip(tr("Stop what is under way; what is already there stays (Esc)"));
  cancel_->setShortcut(Qt::Key_Escape);  // only heard while the button is visible

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 1, 4, 1);
  row->setSpacing(8);
  row->addWidget(text_);
  row->addWidget(bar_);
  row->addWidget(left_);
  row->addWidget(cancel_);

  connect(&watch_, &JobWatch::changed, this, &JobStatusBar::showWork);
  connect(cancel_, &QPushButton::clicked, &jobs, &JobRunner::cancelAll);
  showWork();
}

void JobStatusBar::showWork() {
  const auto work = watch_.shown();
  for (QWidget* widget :
       {static_cast<QWidget*>(bar_), static_cast<QWidget*>(left_), static_cast<QWidget*>(cancel_)})
    widget->setVisible(work.has_value());
  if (!work) {
    text_->setText(tr("Ready"));
    return;
  }
  text_->setText(work->what.isEmpty() ? tr("Working") : work->what);
  // QProgressBar paints a new value at once, and all that waits in the window with it: tens of milliseconds
  // in the middle of other work.
  bar_->setUpdatesEnabled(false);
  bar_->setValue(static_cast<int>(work->fraction * kSteps));
  bar_->setUpdatesEnabled(true);
  left_->setText(work->secondsLeft ? timeLeftText(*work->secondsLeft) : QString());
}

}  // namespace valvista::ui
