// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/edit_actions.h"

#include "ui/session/case_document.h"
#include "ui/widgets/action_registry.h"

#include <QAction>
#include <QCoreApplication>

namespace valvista::ui {

namespace {

QString say(const char* text) {
  return QCoreApplication::translate("EditActions", text);
}

}  // namespace

void registerEditActions(ActionRegistry& actions, CaseDocument& document) {
  QUndoStack& stack = document.undoStack();
  // A drag that is not finished goes first: what is on the stack came before it.
  QAction* undo = actions.add({"undo", say(QT_TRANSLATE_NOOP("EditActions", "&Undo")),
                               say(QT_TRANSLATE_NOOP("EditActions", "Take the last change back")),
                               QKeySequence::keyBindings(QKeySequence::Undo), ActionGroup::edit},
                              [&document, &stack] {
                                if (document.isPreviewing()) {
                                  document.abandonPreview();
                                } else if (!document.isLeaving()) {
                                  stack.undo();
                                }
                              });
  QAction* redo =
      actions.add({"redo",
                   say(QT_TRANSLATE_NOOP("EditActions", "&Redo")),
                   say(QT_TRANSLATE_NOOP("EditActions", "Make the change again that was taken back")),
                   {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)},
                   ActionGroup::edit},
                  [&document, &stack] {
                    if (!document.isLeaving()) stack.redo();
                  });
  const auto follow = [&stack, undo, redo] {
    undo->setEnabled(stack.canUndo());
    redo->setEnabled(stack.canRedo());
    undo->setText(stack.canUndo() ? say(QT_TRANSLATE_NOOP("EditActions", "&Undo: %1")).arg(stack.undoText())
                                  : say("&Undo"));
    redo->setText(stack.canRedo() ? say(QT_TRANSLATE_NOOP("EditActions", "&Redo: %1")).arg(stack.redoText())
                                  : say("&Redo"));
  };
  QObject::connect(&stack, &QUndoStack::indexChanged, undo, follow);
  follow();
}

}  // namespace valvista::ui
