// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tour.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace valvista::ui {

namespace {

struct TourStep {
  const char* anchor;  ///< objectName
  const char* title;
  const char* text;
};
constexpr TourStep kSteps[]{
    {"stepRail", QT_TRANSLATE_NOOP("Tour", "The steps"),
     QT_TRANSLATE_NOOP("Tour",
                       "From import to report. Each step shows whether it is done, what it needs and what it "
                       "found. A click opens the step.")},
    {"linkedViews", QT_TRANSLATE_NOOP("Tour", "The views"),
     QT_TRANSLATE_NOOP("Tour",
                       "The wheel turns slices, a click moves the crosshair in all views. Hinge points and "
                       "planes can be dragged. A double click shows one view large.")},
    {"measurementTable", QT_TRANSLATE_NOOP("Tour", "The measurements"),
     QT_TRANSLATE_NOOP(
         "Tour",
         "A click on a number shows where it was measured. Numbers follow a correction at once, "
         "and every correction can be undone.")},
    {"plotView", QT_TRANSLATE_NOOP("Tour", "The root curve"),
     QT_TRANSLATE_NOOP("Tour",
                       "The area of the root along the aorta. The marks can be dragged; the views follow.")},
    {"exportReport", QT_TRANSLATE_NOOP("Tour", "The report"),
     QT_TRANSLATE_NOOP("Tour",
                       "The last step writes the report as PDF. Ctrl+F finds every command, F1 shows every "
                       "key.")},
};
constexpr int kCount = static_cast<int>(std::size(kSteps));
constexpr int kWidth = 380, kGap = 12;

QString say(const char* text) {
  return QCoreApplication::translate("Tour", text);
}

QPushButton* makeButton(const QString& text, const char* name) {
  auto* button = new QPushButton(text);
  button->setObjectName(QString::fromLatin1(name));
  button->setAutoDefault(true);
  return button;
}

}  // namespace

Tour::Tour(QWidget& window)
    : QFrame(&window),
      window_(window),
      title_(new QLabel),
      text_(new QLabel),
      count_(new QLabel),
      skip_(makeButton(tr("End tour"), "tourSkip")),
      back_(makeButton(tr("Back"), "tourBack")),
      next_(makeButton(tr("Next"), "tourNext")),
      ring_(new QFrame(&window)) {
  setObjectName(QStringLiteral("tourBubble"));
  setAutoFillBackground(true);
  setFixedWidth(kWidth);
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.2);
  large.setBold(true);
  title_->setFont(large);
  title_->setObjectName(QStringLiteral("tourTitle"));
  text_->setObjectName(QStringLiteral("tourText"));
  text_->setWordWrap(true);
  count_->setObjectName(QStringLiteral("tourCount"));
  theme::setTone(*count_, theme::Tone::quiet);
  ring_->setObjectName(QStringLiteral("tourRing"));
  ring_->setAttribute(Qt::WA_TransparentForMouseEvents);
  auto* row = new QHBoxLayout;
  row->addWidget(skip_);
  row->addStretch(1);
  row->addWidget(count_);
  row->addWidget(back_);
  row->addWidget(next_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 14, 16, 14);
  column->addWidget(title_);
  column->addWidget(text_);
  column->addLayout(row);
  connect(skip_, &QPushButton::clicked, this, &Tour::finish);
  connect(back_, &QPushButton::clicked, this, [this] { showStep(step_ - 1); });
  connect(next_, &QPushButton::clicked, this,
          [this] { step_ + 1 < kCount ? showStep(step_ + 1) : finish(); });
  window_.installEventFilter(this);
  hide();
  ring_->hide();
}

void Tour::start() {
  showStep(0);
}

void Tour::showStep(int step) {
  step_ = std::clamp(step, 0, kCount - 1);
  const TourStep& now = kSteps[step_];
  title_->setText(say(now.title));
  text_->setText(say(now.text));
  setAccessibleName(title_->text());
  setAccessibleDescription(text_->text());
  count_->setText(tr("%1 of %2").arg(step_ + 1).arg(kCount));
  back_->setEnabled(step_ > 0);
  next_->setText(step_ + 1 < kCount ? tr("Next") : tr("Done"));
  if (QWidget* about = anchor()) about->installEventFilter(this);
  show();
  place();
  next_->setFocus();
}

QWidget* Tour::anchor() const {
  return window_.findChild<QWidget*>(QString::fromLatin1(kSteps[step_].anchor));
}

void Tour::place() {
  adjustSize();
  const QWidget* shown = anchor();
  const bool seen = shown && shown->isVisible();
  ring_->setVisible(seen);
  const QRect inside = window_.rect().adjusted(kGap, kGap, -kGap, -kGap);
  QPoint corner = inside.center() - rect().center();
  if (seen) {
    const QRect about(shown->mapTo(&window_, QPoint(0, 0)), shown->size());
    ring_->setGeometry(about);
    ring_->raise();
    // Beside the anchor where there is room, else over its middle.
    corner = about.center() - rect().center();
    if (about.left() - width() - kGap > inside.left() && about.center().x() > window_.width() / 2)
      corner.setX(about.left() - width() - kGap);
    else if (about.right() + width() + kGap < inside.right())
      corner.setX(about.right() + kGap);
  }
  corner.setX(std::clamp(corner.x(), inside.left(), std::max(inside.left(), inside.right() - width())));
  corner.setY(std::clamp(corner.y(), inside.top(), std::max(inside.top(), inside.bottom() - height())));
  move(corner);
  raise();
}

void Tour::finish() {
  ring_->hide();
  hide();
}

void Tour::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return finish();
  if (event->key() == Qt::Key_Left) return back_->click();
  if (event->key() == Qt::Key_Right) return next_->click();
  QFrame::keyPressEvent(event);
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
  const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::Move ||
                     event->type() == QEvent::Show || event->type() == QEvent::Hide;
  if (moved && isVisible() && (watched == anchor() || watched == &window_)) place();
  return QFrame::eventFilter(watched, event);
}

}  // namespace valvista::ui
