// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/annotation_name.h"

#include <QCoreApplication>
#include <QCursor>
#include <QKeyEvent>
#include <QLineEdit>
#include <QWidget>

#include <algorithm>

namespace valvista::ui {

namespace {

constexpr int kWidth = 220, kMostLetters = 60;

QString say(const char* text) {
  return QCoreApplication::translate("AnnotationName", text);
}

class NameLine : public QLineEdit {
 public:
  using QLineEdit::QLineEdit;

 protected:
  bool event(QEvent* event) override {
    // Before the window's own Escape hears of it.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
      event->accept();
      return true;
    }
    return QLineEdit::event(event);
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() != Qt::Key_Escape) {
      QLineEdit::keyPressEvent(event);
      return;
    }
    close();
  }
  void focusOutEvent(QFocusEvent* event) override {
    QLineEdit::focusOutEvent(event);
    close();
  }
};

}  // namespace

void askName(QWidget& views, const QString& name, const std::function<void(const QString&)>& take) {
  auto* line = new NameLine(name, &views);
  line->setObjectName(QStringLiteral("annotationName"));
  line->setAccessibleName(say(QT_TRANSLATE_NOOP("AnnotationName", "Name of the annotation")));
  line->setPlaceholderText(say(QT_TRANSLATE_NOOP("AnnotationName", "Name; Enter takes it")));
  line->setAttribute(Qt::WA_DeleteOnClose);
  line->setMaxLength(kMostLetters);
  line->resize(kWidth, line->sizeHint().height());
  QPoint at = views.mapFromGlobal(QCursor::pos());
  if (!views.rect().contains(at)) at = views.rect().center();
  line->move(std::clamp(at.x(), 0, std::max(0, views.width() - kWidth)),
             std::clamp(at.y(), 0, std::max(0, views.height() - line->height())));
  QObject::connect(line, &QLineEdit::returnPressed, &views, [line, take, &views] {
    take(line->text());
    views.setFocus();
    line->close();
  });
  line->selectAll();
  line->show();
  line->raise();
  line->setFocus();
}

}  // namespace valvista::ui
