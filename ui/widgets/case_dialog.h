// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QVBoxLayout;

namespace valvista::ui {

class CaseDocument;

/// Base of every dialog of ours: the patient and "Research use only" across the top, nothing modal. A dialog
/// that has nothing to do with the open case names no patient: nobody is to take one for the other.
class CaseDialog : public QDialog {
  Q_OBJECT
 public:
  /// `name` is the objectName.
  CaseDialog(const CaseDocument& document, const QString& title, const char* name, QWidget* parent);
  /// Names no patient.
  CaseDialog(const QString& title, const char* name, QWidget* parent);
  /// Where the content goes.
  QVBoxLayout* content() const { return content_; }

 private:
  CaseDialog(const CaseDocument* document, const QString& title, const char* name, QWidget* parent);

  QVBoxLayout* content_;
};

}  // namespace valvista::ui
