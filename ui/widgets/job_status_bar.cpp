// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job_status_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

#include "ui/session/job_runner.h"
#include "ui/session/live_numbers.h"

namespace valvista::ui {

namespace {
constexpr int kSteps = 1000;
}

JobStatusBar::JobStatusBar(JobRunner& jobs, QWidget* parent)
    : QWidget(parent), jobs_(jobs), text_(new QLabel), bar_(new QProgressBar), cancel_(new QPushButton(tr("Cancel"))) {
  setObjectName(QStringLiteral("jobStatusBar"));
  text_->setObjectName(QStringLiteral("jobText"));
  text_->setTextFormat(Qt::PlainText);
  text_->setMinimumWidth(150);
  bar_->setObjectName(QStringLiteral("jobProgress"));
  bar_->setAccessibleName(tr("Progress"));
  bar_->setRange(0, kSteps);
  bar_->setTextVisible(false);
  bar_->setFixedWidth(180);
  cancel_->setObjectName(QStringLiteral("jobCancel"));
  cancel_->setToolTip(tr("Stop what is under way; what is already there stays (Esc)"));
  cancel_->setShortcut(Qt::Key_Escape);  // only heard while the button is visible

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 1, 4, 1);
  row->setSpacing(8);
  row->addWidget(text_);
  row->addWidget(bar_);
  row->addWidget(cancel_);

  connect(&jobs_, &JobRunner::started, this, &JobStatusBar::begin);
  connect(&jobs_, &JobRunner::progressed, this, &JobStatusBar::update);
  connect(&jobs_, &JobRunner::ended, this, &JobStatusBar::end);
  connect(cancel_, &QPushButton::clicked, this, [this] { jobs_.cancelAll(); });
  showCurrent();
}

void JobStatusBar::begin(const QString& key) {
  if (key == LiveNumbers::jobKey()) return;
  running_[key] = {};
  current_ = key;
  showCurrent();
}

void JobStatusBar::update(const QString& key, double fraction, const QString& what) {
  const auto found = running_.find(key);
  if (found == running_.end()) return;
  found->second = {std::clamp(fraction, 0.0, 1.0), what};
  current_ = key;
  showCurrent();
}

void JobStatusBar::end(const QString& key) {
  running_.erase(key);
  if (current_ == key) current_ = running_.empty() ? QString() : running_.begin()->first;
  showCurrent();
}

void JobStatusBar::showCurrent() {
  const auto found = running_.find(current_);
  const bool busy = found != running_.end();
  bar_->setVisible(busy);
  cancel_->setVisible(busy);
  if (!busy) {
    text_->setText(tr("Ready"));
    return;
  }
  const QString& what = found->second.what;
  text_->setText(what.isEmpty() ? tr("Working") : what);
  bar_->setValue(static_cast<int>(found->second.fraction * kSteps));
}

}  // namespace valvista::ui
