// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/library_actions.h"

#include "ui/session/planning_text.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/case_panel.h"
#include "ui/widgets/file_actions.h"
#include "ui/widgets/library_window.h"
#include "ui/widgets/question.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QMainWindow>

namespace valvista::ui {

using planning::CaseState;

LibraryActions::LibraryActions(const WindowSession& session, ActionRegistry& actions, FileActions& files,
                               QMainWindow& window)
    : QObject(&window), session_(session), files_(files), window_(window), shelf_(session) {
  registerCommands(actions);
  connectShelf();
  files_.saveInLibrary({[this] { return shelf_.canSave() && !shelf_.currentId().empty(); },
                        [this](const UnsavedGuard::Step& then) { shelf_.save(then); }});
  connect(&session_.document, &CaseDocument::changed, this, &LibraryActions::update);
  update();
}

void LibraryActions::registerCommands(ActionRegistry& actions) {
  using Keys = QList<QKeySequence>;
  constexpr ActionGroup kCases = ActionGroup::cases;
  actions.add(
      {"openLibrary", tr("Case &library\u2026"), tr("All cases, what is to be done with them and by whom"),
       Keys{QKeySequence(Qt::CTRL | Qt::Key_B)}, kCases},
      [this] { showLibrary(); });
  next_ = actions.add({"nextCase", tr("&Next case to correct"),
                       tr("Opens what you should correct next; nobody else can change it then"),
                       Keys{QKeySequence(Qt::CTRL | Qt::Key_N)}, kCases},
                      [this] { files_.whenSafe([this] { shelf_.openNext(); }); });
  save_ = actions.add({"saveCase", tr("&Save in the library"),
                       tr("Keeps labels, changes and numbers; the open case is added where it is new"),
                       Keys{QKeySequence::Save}, kCases, false, true},
                      [this] { shelf_.save(); });
  review_ = actions.add({"caseToReview",
                         tr("Send to &review"),
                         tr("The open case is saved and waits for a second look"),
                         {},
                         kCases},
                        [this] { setState(CaseState::toReview); });
  accept_ = actions.add(
      {"acceptCase", tr("&Accept"), tr("The open case is saved and may be trained on"), {}, kCases},
      [this] { setState(CaseState::accepted); });
  reject_ =
      actions.add({"rejectCase", tr("Re&ject"), tr("The open case is not to be trained on"), {}, kCases},
                  [this] { setState(CaseState::rejected); });
  export_ = actions.add({"exportAccepted",
                         tr("&Export accepted cases for training\u2026"),
                         tr("Writes them as a dataset and opens the window that trains models on it"),
                         {},
                         kCases,
                         false,
                         true},
                        [this] { askDataset(); });
  exportScan_ =
      actions.add({"exportScan",
                   tr("Copy the scan without its &identity\u2026"),
                   tr("DICOM files of the open case without names, dates and texts; pixels stay as they are"),
                   {},
                   kCases},
                  [this] { askScanCopy(); });
}

void LibraryActions::connectShelf() {
  connect(&shelf_, &CaseShelf::failed, this, &LibraryActions::failed);
  connect(&shelf_, &CaseShelf::done, this, &LibraryActions::done);
  connect(&shelf_, &CaseShelf::exported, this, &LibraryActions::exported);
  connect(&shelf_, &CaseShelf::changed, this, &LibraryActions::update);
  connect(&shelf_, &CaseShelf::damaged, this, &LibraryActions::askRestore);
  connect(&shelf_, &CaseShelf::strokesLeft, this, [this](const std::vector<LeftStrokes>& left) {
    left_.assign(left.begin(), left.end());
    askNext();
  });
}

void LibraryActions::update() {
  const bool can = shelf_.canSave(), ours = can && !shelf_.currentId().empty();
  save_->setEnabled(can);
  exportScan_->setEnabled(!shelf_.scan().empty());
  for (QAction* action : {review_, accept_, reject_}) action->setEnabled(ours);
}

void LibraryActions::showLibrary() {
  if (!list_) {
    list_ = new LibraryWindow(shelf_, {next_, save_, export_}, &window_);
    connect(list_, &LibraryWindow::openWanted, this,
            [this](const std::string& caseId) { files_.whenSafe([this, caseId] { shelf_.open(caseId); }); });
  }
  list_->show();
  list_->raise();
  list_->activateWindow();
}

void LibraryActions::setState(CaseState state) {
  shelf_.setState(shelf_.currentId(), state);
}

void LibraryActions::askNewFolder(const char* dialogName, const QString& title, const QString& proposed,
                                  const std::function<void(const std::filesystem::path&)>& chosen) {
  auto* dialog = new QFileDialog(&window_, title);
  dialog->setObjectName(QString::fromLatin1(dialogName));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDirectory(session_.settings.lastFolder());
  dialog->selectFile(proposed);
  connect(dialog, &QFileDialog::fileSelected, this, [chosen](const QString& path) {
    if (!path.isEmpty()) chosen(QFile::encodeName(path).toStdString());
  });
  dialog->open();
}

void LibraryActions::askDataset() {
  askNewFolder("datasetDialog", tr("Name of the new dataset"), QStringLiteral("Dataset001_Valvista"),
               [this](const std::filesystem::path& folder) { shelf_.exportAccepted(folder); });
}

void LibraryActions::askScanCopy() {
  askNewFolder("scanCopyDialog", tr("Name of the folder for the copy"), QStringLiteral("scan"),
               [this](const std::filesystem::path& folder) { shelf_.exportScan(folder); });
}

void LibraryActions::askNext() {
  if (left_.empty()) return;
  const LeftStrokes left = left_.front();
  left_.pop_front();
  const auto next = [this] { askNext(); };
  const QString since = QString::fromStdString(planning::timeText(left.journal.header.sinceMs));
  QString text;
  QList<Answer> answers;
  if (left.about) {
    text = tr("%1, since %2: %n change(s) were not saved when the program ended.", nullptr,
              static_cast<int>(left.journal.strokes))
               .arg(personText(left.about->patient.name), since) +
           QLatin1Char('\n') +
           tr("Recovering opens the case and applies them as a change that can be undone. What was saved "
              "stays.");
    answers << Answer{"recoverStrokes", tr("&Recover"), [this, left] {
                        left_.clear();  // the others are asked about at the next start
                        files_.whenSafe([this, left] { shelf_.recover(left); });
                      }};
  } else {
    text = tr("A journal of strokes cannot be used: %1").arg(planningText(left.journal.problem));
  }
  answers << Answer{"discardStrokes", tr("&Discard\u2026"), [this, left] { askDiscard(left); }}
          << Answer{"keepStrokes", tr("&Later"), next, true};
  askQuestion(&window_, "recoverQuestion", tr("Work that was not saved"), text, answers);
}

void LibraryActions::askDiscard(const LeftStrokes& left) {
  askQuestion(&window_, "discardQuestion", tr("Discard this work"),
              tr("%n change(s) would be gone for good.", nullptr, static_cast<int>(left.journal.strokes)),
              {{"discardKeep", tr("&Keep it"), [this] { askNext(); }, true},
               {"discardConfirm", tr("&Discard it"), [this, left] {
                  shelf_.discard(left);
                  askNext();
                }}});
}

void LibraryActions::askRestore(const QString& reason, const QString& copy) {
  if (copy.isEmpty()) {
    Q_EMIT failed(tr("The library is damaged"), reason);
    return;
  }
  askQuestion(&window_, "restoreQuestion", tr("The library is damaged"),
              reason + QLatin1Char('\n') + copy + QLatin1Char('\n') +
                  tr("Putting it back keeps the damaged one beside it under another name."),
              {{"restoreCopy", tr("&Put the copy back"), [this] { shelf_.restoreCopy(); }},
               {"restoreLater", tr("&Later")}});
}

}  // namespace valvista::ui
