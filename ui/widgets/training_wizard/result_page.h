// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/training_result.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace valvista::ui {

/// The trained model on cases held out, beside the one it started from: Dice, and errors in millimetres.
/// Installing one that is worse takes a word typed.
class ResultPage : public QWidget {
  Q_OBJECT
 public:
  ResultPage(TrainingResult& result, QAction* promote, QWidget* parent = nullptr);

  QString typedWord() const;

 private:
  QWidget* makeGuard();
  void show();
  void showDice(const TrainingVerdict& verdict);
  void showErrors(const TrainingVerdict& verdict);
  void showWorse(const TrainingVerdict& verdict);

  TrainingResult& result_;
  QAction* promote_;
  QLabel *summary_, *worse_, *guardText_;
  QProgressBar* progress_;
  QTableWidget *dice_, *errors_;
  QLineEdit* word_;
  QWidget* guard_;
};

}  // namespace valvista::ui
