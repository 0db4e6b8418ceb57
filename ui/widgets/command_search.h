// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <QString>

class QLineEdit;
class QListWidget;

namespace valvista::ui {

class ActionRegistry;

/// How well `text` answers to what was typed: letters in order, better at the start of words and side by
/// side. Negative when it does not.
int fuzzyScore(const QString& typed, const QString& text);

/// Ctrl+F: any command of the window by a few letters of its name. Enter runs it, Esc goes back.
class CommandSearch : public QFrame {
  Q_OBJECT
 public:
  CommandSearch(const ActionRegistry& actions, QWidget& window);

  void open();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fill(const QString& typed);
  void runCurrent();
  void leave();

  const ActionRegistry& actions_;
  QLineEdit* edit_;
  QListWidget* list_;
  QPointer<QWidget> before_;  ///< had the focus
};

}  // namespace valvista::ui
