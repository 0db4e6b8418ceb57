// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

class QDialog;
class QWidget;

namespace valvista::ui {

/// An answer to a question; the first one is meant by Return.
struct Answer {
  const char* name;  ///< objectName of its button
  QString text;
  std::function<void()> run{};   ///< none: the dialog only closes
  bool isMeantByEscape = false;  ///< and by closing the dialog
};

/// Asks something that has to do with no patient who is open. Nothing waits for the answer.
QDialog* askQuestion(QWidget* window, const char* name, const QString& title, const QString& text,
                     const QList<Answer>& answers);

}  // namespace valvista::ui
