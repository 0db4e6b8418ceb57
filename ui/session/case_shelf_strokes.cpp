// SPDX-License-Identifier: GPL-3.0-or-later
// The strokes of the open case, and those of sessions that died.
#include "ui/session/case_shelf_jobs.h"
#include "ui/session/planning_text.h"
#include "ui/session/stroke_record.h"

#include <algorithm>
#include <utility>

namespace valvista::ui {

namespace {
constexpr std::int64_t kLongestPauseMs = 60000;  ///< who does nothing for longer is not working
}

void CaseShelf::follow(const CaseChange& change) {
  if (change.replaced) leaveCase();
  if (change.parts & (CasePart::review | CasePart::labels)) countWork();
  shownVersion_ = session_.document.currentLabelVersion();
  if (change.replaced) Q_EMIT changed();
}

void CaseShelf::countWork() {
  workedMs_ += std::min<std::int64_t>(sinceWork_.restart(), kLongestPauseMs);
}

void CaseShelf::leaveCase() {
  endLog();
  savedIndex_ = 0;
  savedElsewhere_ = false;
  current_ = {};
  logVersion_ = -1;
  corrected_.clear();
  entering_ = false;
  firstLabels_.reset();
  workedMs_ = 0;
  sinceWork_.restart();
  const std::uint64_t left = visit_++;
  if (!std::exchange(visited_, false)) return;
  ask(
      tr("The case is still locked"),
      [left](LibraryDesk& desk, const Progress&) {
        desk.leave(left);
        return true;
      },
      [](bool) {});
}

void CaseShelf::endLog() {
  // What was not saved at all is not wanted: the person was asked before the case was left.
  writeLog([this] { savedElsewhere_ ? log_.keep() : log_.discard(); });
}

void CaseShelf::close() {
  endLog();
}

planning::JournalHeader CaseShelf::header() const {
  const planning::LibrarySession session = planning::thisSession();
  return {current_.id, current_.labelsSha256, session.user, session.process, planning::nowMs()};
}

void CaseShelf::writeLog(const std::function<void()>& write) {
  try {
    write();
  } catch (const Error& error) {
    Q_EMIT failed(tr("Your strokes are not kept on the disk"),
                  planningText(error.what()) + QLatin1Char(' ') +
                      tr("Nothing is lost in this window. Make room on the disk, then save the case."));
  }
}

void CaseShelf::keepStroke(const planning::LabelChange& change, const std::set<std::uint8_t>& pinned) {
  const planning::AnatomyLabels& anatomy = *session_.document.inputs().anatomy;
  const int version = session_.document.currentLabelVersion();
  // The first correction makes a version of its own, on the voxels that the log begins on.
  const bool first = version != logVersion_ && shownVersion_ == logVersion_ && log_.hasBegun() &&
                     corrected_.count(logVersion_) == 0;
  if (version != logVersion_ && !first) {
    log_.setAside();
    current_.labelsSha256.clear();
    firstLabels_ = anatomy;
    change.revert(firstLabels_->labels);
    firstLabels_->pinned = pinned;
    firstLabels_->corrected = corrected_.count(version) != 0;
  }
  logVersion_ = version;
  corrected_.insert(version);
  writeLog([&] { log_.add(encoded({change, anatomy.pinned})); });
  if (!log_.hasBegun() && !entering_) enter();
}

void CaseShelf::enter() {
  if (!firstLabels_ || !session_.document.inputs().study) return;
  entering_ = visited_ = true;
  CaseToStore first = caseToStore();
  first.anatomy = firstLabels_;
  ask(
      tr("Your strokes are not kept on the disk"),
      [first, visit = visit_](LibraryDesk& desk, const Progress& progress) {
        return desk.enter(first, visit, progress);
      },
      [this, visit = visit_, version = logVersion_](const DeskCase& entered) {
        if (visit == visit_) takeEntered(entered, version);
      },
      [this, visit = visit_] {
        if (visit == visit_) entering_ = false;  // the next stroke tries again
      });
}

void CaseShelf::takeEntered(const DeskCase& entered, int version) {
  entering_ = false;
  if (version != logVersion_) {  // other labels are corrected by now
    enter();
    return;
  }
  current_ = entered;
  firstLabels_.reset();
  writeLog([this] { log_.begin(planning::LibraryFolder{planning::libraryFolder()}.journals(), header()); });
  if (!entered.holder.empty())
    Q_EMIT failed(tr("Somebody else corrects this case"),
                  planningText(entered.holder) + QLatin1Char(' ') + tr("What you save is kept beside."));
  refresh();
}

void CaseShelf::beat() {
  if (current_.id.empty()) return;
  ask(
      tr("The lock of the case was not renewed"),
      [](LibraryDesk& desk, const Progress&) { return desk.beat(); },
      [this](bool lost) {
        if (lost) Q_EMIT failed(tr("Somebody else took this case over"), tr("What you save is kept beside."));
      });
}

void CaseShelf::lookForStrokes() {
  ask(
      tr("Strokes of an earlier session cannot be looked for"),
      [](LibraryDesk& desk, const Progress&) { return leftStrokes(desk); },
      [this](const std::vector<LeftStrokes>& left) {
        if (!left.empty()) Q_EMIT strokesLeft(left);
      });
}

void CaseShelf::recover(const LeftStrokes& left) {
  openFetched([journal = left.journal](LibraryDesk& desk,
                                       const Progress& progress) { return desk.recover(journal, progress); },
              [this, file = left.journal.file](const RecoveredCase& recovered) {
                take(recovered.fetched.opened);
                takeRecovered(recovered, file);
              });
}

void CaseShelf::takeRecovered(const RecoveredCase& recovered, const std::filesystem::path& journal) {
  const QString count = tr("%n stroke(s) were recovered.", nullptr, static_cast<int>(recovered.strokes));
  if (!recovered.besideReason.empty()) {
    if (recovered.whole) writeLog([&] { planning::discardJournal(journal); });
    Q_EMIT failed(tr("The recovered work was kept beside"),
                  count + QLatin1Char(' ') + planningText(recovered.besideReason) + QLatin1Char(' ') +
                      tr("It is a version of its own; the labels of the case are as they were."));
    return;
  }
  session_.document.commitLabels(tr("Recovered strokes"), recovered.labels, recovered.pinned);
  if (recovered.whole) {
    log_.adopt(journal);
    Q_EMIT done(tr("Your work is back"), count + QLatin1Char(' ') + tr("Look at it, then save the case."));
  } else {
    Q_EMIT failed(tr("Only a part of the work came back"),
                  count + QLatin1Char(' ') + tr("The journal is damaged behind them; it stays where it is."));
  }
}

void CaseShelf::discard(const LeftStrokes& left) {
  writeLog([&] { planning::discardJournal(left.journal.file); });
}

}  // namespace valvista::ui
