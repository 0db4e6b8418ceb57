// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/case_document.h"

#include <QFrame>

class QLabel;

namespace valvista::ui {

/// One line that every window and dialog of ours carries: whose case is open, and that the program is for
/// research. It reads the document and nothing else, so that it cannot name another patient than the views;
/// without a document it names nobody.
class IdentityStrip : public QFrame {
  Q_OBJECT
 public:
  explicit IdentityStrip(const CaseDocument* document, QWidget* parent = nullptr);

 private:
  void update(const CaseChange& change);
  QString identity() const;

  const CaseDocument* document_;
  QLabel *name_, *facts_;
};

}  // namespace valvista::ui
