// SPDX-License-Identifier: GPL-3.0-or-later
// The strokes of the open case, and those of sessions that died.
#include "ui/session/case_shelf_jobs.h"
#include "ui/session/journal_record.h"
#include "ui/session/planning_text.h"

#include <algorithm>
#include <utility>

namespace valvista::ui {

namespace {
constexpr std::int64_t kLongestPauseMs = 60000;  ///< who does nothing for longer is not working
}

void CaseShelf::follow(const CaseChange& change) {
  if (change.replaced) leaveCase();
  if (change.parts & (CasePart::review | CasePart::labels)) countWork();
  keepReview(change.replaced);
  shownVersion_ = session_.document.currentLabelVersion();
  if (change.replaced) Q_EMIT changed();
}

void CaseShelf::countWork() {
  workedMs_ += std::min<std::int64_t>(sinceWork_.restart(), kLongestPauseMs);
}

void CaseShelf::leaveCase() {
  endStrokes();
  savedIndex_ = 0;
  savedElsewhere_ = saving_ = saveAgain_ = false;
  afterSaving_.clear();
  current_ = {};
  strokes_ = {};
  cameAs_.clear();
  entering_.clear();
  tellWaiting();
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

void CaseShelf::endStrokes() {
  // What was not saved at all is not wanted: the person was asked before the case was left.
  // A plan in a folder has the review, but not what was drawn.
  writeLog([this] { savedElsewhere_ ? strokes_.discardReviews() : strokes_.discard(); });
}

void CaseShelf::close() {
  endStrokes();
}

JournalStart CaseShelf::journalOn(const std::string& labelsSha256) const {
  const planning::LibrarySession session = planning::thisSession();
  return {planning::LibraryFolder{planning::libraryFolder()}.journals(),
          {current_.id, labelsSha256, session.user, session.process, 0, current_.head}};
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
  // The first correction of labels makes a version of its own, unless they came in as corrected ones.
  const bool isFirst = !strokes_.isCorrected(version);
  const int base = isFirst ? shownVersion_ : version;
  if (isFirst && base == version && !strokes_.knows(base)) {
    planning::AnatomyLabels& before = cameAs_[base] = anatomy;
    change.revert(before.labels);
    before.pinned = pinned;
  }
  writeLog([&] { strokes_.addStroke(version, base, encoded(StrokeRecord{change, anatomy.pinned})); });
  enterBases();
}

void CaseShelf::keepReview(bool isOfAnother) {
  const planning::Review& review = session_.document.review();
  if (review == keptReview_) return;
  keptReview_ = review;
  // Who only looks at a case or measures it does not fill the library.
  if (!isOfAnother && !current_.id.empty()) logReview();
}

void CaseShelf::logReview() {
  writeLog([&] { strokes_.addReview(session_.document.currentLabelVersion(), encoded(keptReview_)); });
  enterBases();
}

void CaseShelf::enterBases() {
  if (!session_.document.inputs().study) return;
  for (const int unknown : strokes_.unknownBases()) enter(unknown);
  tellWaiting();
}

void CaseShelf::tellWaiting() {
  session_.document.setAwaitingDisk(!entering_.empty() && !strokes_.unknownBases().empty());
}

void CaseShelf::expectStrokes() {
  const int version = session_.document.currentLabelVersion();
  if (canSave() && !strokes_.isCorrected(version) && !strokes_.knows(version)) enter(version);
}

void CaseShelf::enter(int version) {
  if (!entering_.insert(version).second) return;
  visited_ = true;
  stopReadingAhead();
  CaseToStore first = caseToStore();
  const auto came = cameAs_.find(version);
  if (came != cameAs_.end())
    first.anatomy = came->second;
  else if (version >= 0)
    first.anatomy = session_.document.labelVersions()[static_cast<std::size_t>(version)].anatomy;
  ask(
      tr("Your strokes are not kept on the disk"),
      [first, visit = visit_](LibraryDesk& desk, const Progress& progress) {
        return desk.enter(first, visit, progress);
      },
      [this, visit = visit_, version](const DeskCase& entered) {
        if (visit == visit_) takeEntered(entered, version);
      },
      [this, visit = visit_, version] {
        if (visit != visit_) return;
        entering_.erase(version);  // the next stroke tries again
        tellWaiting();
      });
}

void CaseShelf::takeEntered(const DeskCase& entered, int version) {
  entering_.erase(version);
  cameAs_.erase(version);
  const bool isNew = current_.id.empty();
  current_ = entered;
  writeLog([&] { strokes_.know(version, journalOn(entered.labelsSha256)); });
  // What was reviewed before the library knew the case.
  if (isNew && keptReview_ != planning::Review()) logReview();
  tellWaiting();
  if (!entered.holder.empty())
    Q_EMIT failed(tr("Somebody else corrects this case"),
                  planningText(entered.holder) + QLatin1Char(' ') + tr("What you save is kept beside."));
  refresh();
}

void CaseShelf::beat() {
  if (asked_ == 0) return;  // nothing is known of a library
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
  const QString count = tr("%n change(s) were recovered.", nullptr, static_cast<int>(recovered.changes));
  if (!recovered.besideReason.empty()) {
    if (recovered.whole) writeLog([&] { planning::discardJournal(journal); });
    Q_EMIT failed(tr("The recovered work was kept beside"),
                  count + QLatin1Char(' ') + planningText(recovered.besideReason) + QLatin1Char(' ') +
                      tr("It is a version of its own; the labels of the case are as they were."));
    return;
  }
  CaseDocument& document = session_.document;
  if (recovered.anatomy)
    document.commitLabels(tr("Recovered strokes"), recovered.anatomy->labels, recovered.anatomy->pinned);
  if (recovered.review) document.commit(tr("Recovered changes"), *recovered.review);
  if (recovered.whole) {
    strokes_.adopt(document.currentLabelVersion(), journal);
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
