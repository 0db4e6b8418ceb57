// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace valvista::ui {

/// Five bubbles that show a new user where things are. Nothing is blocked while it runs; arrow keys go on and
/// back, Esc ends it.
class Tour : public QFrame {
  Q_OBJECT
 public:
  explicit Tour(QWidget& window);

  void start();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showStep(int step);
  /// What the step is about; nullptr when the window has none.
  QWidget* anchor() const;
  void place();
  void finish();

  QWidget& window_;
  QLabel *title_, *text_, *count_;
  QPushButton *skip_, *back_, *next_;
  QFrame* ring_;  ///< around what the bubble is about
  int step_ = 0;
};

}  // namespace valvista::ui
