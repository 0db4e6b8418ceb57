// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace valvista::ui {

/// A message across the top that stays until it is closed or replaced, and blocks nothing.
class MessageBanner : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { notice, error };

  explicit MessageBanner(QWidget* parent = nullptr);

  void showMessage(Kind kind, const QString& title, const QString& text);
  QString text() const;

 private:
  QLabel *icon_, *title_, *text_;
};

}  // namespace valvista::ui
