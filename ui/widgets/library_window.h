// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/case_shelf.h"
#include "ui/widgets/case_dialog.h"

#include <QList>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace valvista::ui {

/// The cases of the library: search, state, a row for each, and what can be done with the chosen one.
class LibraryWindow : public CaseDialog {
  Q_OBJECT
 public:
  /// `common`: commands that need no chosen case.
  LibraryWindow(CaseShelf& shelf, const QList<QAction*>& common, QWidget* parent);

 Q_SIGNALS:
  void openWanted(const std::string& caseId);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeFilter();
  QWidget* makeTags();
  QWidget* makeButtons(const QList<QAction*>& common);
  QPushButton* addStateButton(const char* name, const QString& text, planning::CaseState state);
  void applyFilter();
  void showList(const ShelfList& list);
  void showCounts(const ShelfList& list);
  void fillRow(int row, const ShelfRow& one);
  void choose();
  void openChosen();
  /// Of the chosen row; nullptr without one.
  const ShelfRow* chosen() const;

  CaseShelf& shelf_;
  QLineEdit *search_, *tags_;
  QComboBox* state_;
  QTableWidget* table_;
  QLabel* empty_;
  QList<QPushButton*> ofChosen_;
};

/// "To correct"
QString stateText(planning::CaseState state);

}  // namespace valvista::ui
