// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include <functional>

class QDialog;
class QWidget;

namespace valvista::ui {

class CaseDocument;

/// Asks before work of the person's would be lost, and only then. Nothing waits for the answer: what was
/// wanted is done when it comes.
class UnsavedGuard {
 public:
  using Step = std::function<void()>;
  /// `save` writes the plan and calls its argument once that has succeeded.
  UnsavedGuard(const CaseDocument& document, QWidget* window, std::function<void(Step)> save);

  /// Does `go` at once when nothing would be lost, else after the person saved or discarded.
  void whenSafe(Step go);

 private:
  void ask(const Step& go);

  const CaseDocument& document_;
  QWidget* window_;
  std::function<void(Step)> save_;
  QPointer<QDialog> question_;
};

}  // namespace valvista::ui
