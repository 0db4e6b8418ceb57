// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
class QTableWidgetItem;

// Parts that the pages of the wizard are made of.
namespace valvista::ui {

/// Plain text that wraps.
QLabel* makeNote(const char* name, const QString& text = {});
/// A heading above a part of a page.
QLabel* makeHeading(const QString& text);
QPushButton* makePush(const char* name, const QString& text);
QComboBox* makeChoice(const char* name, const QString& accessibleName);
/// Rows to be chosen, none to be edited; the last column takes what is left.
QTableWidget* makeTable(const char* name, const QString& accessibleName, const QStringList& columns);
QTableWidgetItem* makeCell(const QString& text);
/// For tables of numbers: the first column takes what is left, the others and their heads stand right.
void alignNumbers(QTableWidget& table);
/// Right-aligned, digits of one width.
QTableWidgetItem* makeNumberCell(const QString& text);

}  // namespace valvista::ui
