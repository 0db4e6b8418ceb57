// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include <functional>

class QDialog;
class QWidget;

namespace valvista::ui {

class CaseDocument;

/// Saving a case where it came from; `save` calls its argument once that has succeeded.
struct LibrarySave {
  std::function<bool()> applies;  ///< whether the open case is one of the library
  std::function<void(std::function<void()>)> save;
};

/// Asks before work of the person's would be lost, and only then. Nothing waits for the answer: what was
/// wanted is done when it comes.
class UnsavedGuard {
 public:
  using Step = std::function<void()>;
  /// `savePlan` does the same with the plan of a case that is of no library.
  UnsavedGuard(const CaseDocument& document, QWidget* window, LibrarySave library,
               std::function<void(Step)> savePlan);

  /// Does `go` at once when nothing would be lost, else after the person saved or discarded.
  void whenSafe(Step go);

 private:
  void ask(const Step& go);

  const CaseDocument& document_;
  QWidget* window_;
  LibrarySave library_;
  std::function<void(Step)> savePlan_;
  QPointer<QDialog> question_;
};

}  // namespace valvista::ui
