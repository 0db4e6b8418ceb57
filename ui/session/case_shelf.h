// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/library/library_files.h"
#include "ui/session/case_strokes.h"
#include "ui/session/library_desk.h"
#include "ui/session/window_session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace valvista::ui {

/// The library in the window: its list of cases, the one that is open, and what keeps the work on it. Reading
/// and writing run in the lane for files, one after the other; strokes alone are written here, so that each
/// is on the disk before its numbers are computed.
class CaseShelf : public QObject {
  Q_OBJECT
 public:
  explicit CaseShelf(const WindowSession& session, QObject* parent = nullptr);

  const ShelfList& list() const { return list_; }
  const planning::CaseFilter& filter() const { return filter_; }
  void setFilter(planning::CaseFilter filter);
  /// Reads the list again.
  void refresh();
  /// Whether it was read at all.
  bool isListed() const { return listed_; }

  /// Of the open case; empty while it is not of the library.
  const std::string& currentId() const { return current_.id; }
  /// Who else corrects the open case, a sentence; empty for nobody.
  QString holder() const;
  /// Whether there is a case that can be kept.
  bool canSave() const;

  void open(const std::string& caseId);
  void openNext();
  /// Keeps labels, review and numbers of the open case, which is added where it is not in the library yet.
  /// Labels that were corrected and are not shown any more become versions of their own. `then` is called
  /// once everything is kept and counts.
  void save(std::function<void()> then = {});
  /// Labels will be corrected: the library is told what they are, so that the first stroke is on the disk at
  /// once.
  void expectStrokes();
  /// Reads the scan that comes next, so that it is there when it is asked for.
  void readAhead();
  /// Of the open case after saving it, of another at once.
  void setState(const std::string& caseId, planning::CaseState state);
  void setTags(const std::string& caseId, std::set<std::string> tags);
  /// Writes the accepted cases as a dataset into a new folder; exported() follows.
  void exportAccepted(const std::filesystem::path& folder);

  /// Where the scan of the open case was read; empty where it is in no file.
  std::filesystem::path scan() const;
  /// Copies its DICOM files into a new folder without what tells the patient.
  void exportScan(const std::filesystem::path& folder);

  /// Looks for work of sessions that died; strokesLeft() follows where there is some.
  void lookForStrokes();
  void recover(const LeftStrokes& left);
  void discard(const LeftStrokes& left);
  /// Puts back the library's last whole copy.
  void restoreCopy();
  /// The window closes: what was not saved is not wanted.
  void close();

 Q_SIGNALS:
  /// List or open case.
  void changed();
  void failed(const QString& title, const QString& text);
  void done(const QString& title, const QString& text);
  void exported(const QString& folder, const QString& refused);
  void strokesLeft(const std::vector<valvista::ui::LeftStrokes>& left);
  /// The database is damaged; `copy` says what could be put back, empty for nothing.
  void damaged(const QString& reason, const QString& copy);

 private:
  /// Does `work` with the desk in its lane and gives what it came to to `take`; `otherwise` is called where
  /// it came to nothing.
  template <class Work, class Take>
  void ask(const QString& title, Work work, Take take, std::function<void()> otherwise = {});
  /// The same in place of what was asked under this key before.
  template <class Work, class Take>
  void askAs(const QString& key, const QString& title, Work work, Take take,
             std::function<void()> otherwise = {});
  void refuse(const QString& title, const JobFailed& failure);
  /// Reads a case by `fetch`, which gives what it found, and opens it; `opened` gets the same.
  template <class Fetch, class Opened>
  void openFetched(Fetch fetch, Opened opened);
  static std::string openingText();
  void take(const DeskCase& opened);
  /// Who else corrects the open case, so that it can be looked at only.
  void showHolder(const std::string& holder);
  void takeRecovered(const RecoveredCase& recovered, const std::filesystem::path& journal);
  /// What was handed to the desk, to be told what has changed meanwhile.
  struct Saving {
    std::vector<int> versions;  ///< of the document: those not shown, then the one shown
    std::uint64_t revision = 0;
  };
  void startSaving();
  void storeState(const std::string& caseId, planning::CaseState state);
  void takeStored(const StoredCase& stored, const Saving& saving);
  /// Goes on with what was asked for meanwhile.
  void endSaving(bool stored);
  void follow(const CaseChange& change);
  void leaveCase();
  /// Ends the strokes as the person wants it: discarded, or kept where the work is in a file, but not here.
  void endStrokes();
  void keepStroke(const planning::LabelChange& change, const std::set<std::uint8_t>& pinned);
  void keepReview(bool isOfAnother);
  void logReview();
  /// Tells the library what strokes begin on that it does not have.
  void enterBases();
  void tellWaiting();
  /// Tells the library the labels of a version as they came in.
  void enter(int version);
  void takeEntered(const DeskCase& entered, int version);
  /// Tells the person where `write` cannot write.
  void writeLog(const std::function<void()>& write);
  CaseToStore caseToStore() const;
  JournalStart journalOn(const std::string& labelsSha256) const;
  void beat();
  /// What people wait for comes first.
  void stopReadingAhead();
  void countWork();

  WindowSession session_;
  std::shared_ptr<LibraryDesk> desk_;  ///< used by jobs alone
  planning::CaseFilter filter_;
  ShelfList list_;
  bool listed_ = false;
  DeskCase current_;
  std::uint64_t visit_ = 1;  ///< tells an open case from the next
  bool visited_ = false;     ///< the desk may know of it
  std::uint64_t readAheadFor_ = 0;
  std::uint64_t asked_ = 0;
  int savedIndex_ = 0;           ///< of the undo stack, as the library has it
  bool savedElsewhere_ = false;  ///< as a plan in a folder, which is not all that was done
  bool saving_ = false, saveAgain_ = false;
  std::vector<std::function<void()>> afterSaving_;
  int shownVersion_ = -1;  ///< index of the document's labels before the change that is told
  CaseStrokes strokes_;
  planning::Review keptReview_;                    ///< as the strokes have it
  std::set<int> entering_;                         ///< versions that the library is being told of
  std::map<int, planning::AnatomyLabels> cameAs_;  ///< labels as they came in, where they are no more
  QTimer beat_;
  QElapsedTimer sinceWork_;
  std::int64_t workedMs_ = 0;
};

}  // namespace valvista::ui
