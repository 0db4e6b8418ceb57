// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/deidentify.h"
#include "planning/library/export_dataset.h"
#include "planning/report/plan_report.h"
#include "ui/session/case_shelf_jobs.h"
#include "ui/session/planning_text.h"

#include <QFile>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace valvista::ui {

using planning::Lane;
using planning::Step;
using planning::StepState;

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds kBeat = 30s;
constexpr std::int64_t kMsPerSecond = 1000;
const QString kListKey = QStringLiteral("library list");
const QString kAheadKey = QStringLiteral("library read ahead");
const QString kExportKey = QStringLiteral("library export");

bool isDamaged(const JobFailed& failure) {
  try {
    if (failure.error) std::rethrow_exception(failure.error);
  } catch (const planning::DamagedLibrary&) {
    return true;
  } catch (...) {  // another reason
  }
  return false;
}

}  // namespace

CaseShelf::CaseShelf(const WindowSession& session, QObject* parent)
    : QObject(parent), session_(session), desk_(std::make_shared<LibraryDesk>()) {
  connect(&session_.document, &CaseDocument::changed, this, &CaseShelf::follow);
  connect(&session_.document, &CaseDocument::labelsCorrected, this, &CaseShelf::keepStroke);
  QUndoStack& stack = session_.document.undoStack();
  connect(&stack, &QUndoStack::cleanChanged, this, [this, &stack](bool clean) {
    if (clean && stack.count() > 0 && stack.index() != savedIndex_) savedElsewhere_ = true;
  });
  connect(&session_.controller, &PipelineController::settled, this, [this] {
    if (!current_.id.empty()) readAhead();  // who works without the library has none made
  });
  connect(&beat_, &QTimer::timeout, this, &CaseShelf::beat);
  beat_.start(kBeat);
  sinceWork_.start();
}

void CaseShelf::refuse(const QString& title, const JobFailed& failure) {
  if (!isDamaged(failure)) {
    Q_EMIT failed(title, failure.message);
    return;
  }
  ask(
      title, [](LibraryDesk&, const Progress&) { return planning::keptCopy({planning::libraryFolder()}); },
      [this, reason = failure.message](const std::optional<planning::KeptCopy>& copy) {
        Q_EMIT damaged(reason, copy ? tr("There is a whole copy with %n case(s), last changed %1.", nullptr,
                                         static_cast<int>(copy->cases))
                                          .arg(QString::fromStdString(planning::timeText(copy->lastChangeMs)))
                                    : QString());
      });
}

void CaseShelf::restoreCopy() {
  const QString title = tr("The copy was not put back");
  ask(
      title,
      [](LibraryDesk& desk, const Progress&) {
        desk.restoreCopy();
        return true;
      },
      [this](bool) {
        refresh();
        if (!current_.id.empty())
          Q_EMIT done(tr("The copy was put back"),
                      tr("What is open is older or newer than it: open the case again from the list. Until "
                         "then it is kept beside."));
      });
}

void CaseShelf::setFilter(planning::CaseFilter filter) {
  filter_ = std::move(filter);
  refresh();
}

void CaseShelf::refresh() {
  askAs(
      kListKey, tr("The library cannot be read"),
      [filter = filter_](LibraryDesk& desk, const Progress&) { return desk.list(filter); },
      [this](ShelfList list) {
        list_ = std::move(list);
        listed_ = true;
        Q_EMIT changed();
      });
}

QString CaseShelf::holder() const {
  return planningText(current_.holder);
}

bool CaseShelf::canSave() const {
  return session_.document.inputs().study.has_value() && !session_.document.isReadOnly();
}

std::string CaseShelf::openingText() {
  return tr("Opening the case").toStdString();
}

void CaseShelf::open(const std::string& caseId) {
  stopReadingAhead();
  openFetched([caseId](LibraryDesk& desk, const Progress& progress) { return desk.fetch(caseId, progress); },
              [this](const FetchedCase& fetched) { take(fetched.opened); });
}

void CaseShelf::openNext() {
  openFetched([nothing = tr("There is no case to correct.").toStdString()](
                  LibraryDesk& desk, const Progress& progress) { return desk.fetchNext(nothing, progress); },
              [this](const FetchedCase& fetched) { take(fetched.opened); });
}

void CaseShelf::take(const DeskCase& opened) {
  current_ = opened;
  visited_ = true;
  strokes_.know(session_.document.currentLabelVersion(), journalOn(opened.labelsSha256));
  showHolder(opened.holder);
  ask(
      tr("The case was opened, but the library did not note it"),
      [opened, visit = visit_](LibraryDesk& desk, const Progress&) { return desk.sit(opened, visit); },
      [this, visit = visit_](const std::string& holder) {
        if (visit == visit_ && holder != current_.holder) showHolder(holder);
      });
  if (!opened.notice.empty()) Q_EMIT failed(tr("Not all could be opened"), planningText(opened.notice));
  refresh();
}

void CaseShelf::showHolder(const std::string& holder) {
  current_.holder = holder;
  session_.document.setReadOnly(!holder.empty());
  if (!holder.empty()) Q_EMIT done(tr("This case can only be looked at"), planningText(holder));
}

void CaseShelf::readAhead() {
  if (readAheadFor_ == visit_) return;
  readAheadFor_ = visit_;
  session_.jobs.start(
      kAheadKey, Lane::io,
      [desk = desk_](const Progress& progress) {
        desk->readAhead(progress);
        return true;
      },
      [](const JobOutcome<bool>&) {});  // what is wrong with it is said when it is opened
}

void CaseShelf::stopReadingAhead() {
  session_.jobs.cancel(kAheadKey);
  readAheadFor_ = 0;
}

CaseToStore CaseShelf::caseToStore() const {
  const CaseDocument& document = session_.document;
  CaseToStore what;
  what.study = document.inputs().study;
  what.scan = document.sources().ct;
  what.anatomy = document.inputs().anatomy;
  what.review = document.review();
  return what;
}

void CaseShelf::save(std::function<void()> then) {
  if (!canSave()) {
    Q_EMIT failed(tr("The case was not saved"), tr("It can only be looked at."));
    return;
  }
  if (then) afterSaving_.push_back(std::move(then));
  if (saving_)
    saveAgain_ = true;
  else
    startSaving();
}

void CaseShelf::startSaving() {
  const CaseDocument& document = session_.document;
  saving_ = visited_ = true;
  CaseToStore what = caseToStore();
  Saving saving{strokes_.unsaved(), document.status(Step::report).revision};
  std::erase(saving.versions, document.currentLabelVersion());
  for (const int version : saving.versions)
    what.others.push_back(document.labelVersions()[static_cast<std::size_t>(version)].anatomy);
  saving.versions.push_back(document.currentLabelVersion());
  countWork();
  what.secondsSpent = workedMs_ / kMsPerSecond;
  const bool measured = document.status(Step::measure).state == StepState::done;
  strokes_.beginSaving();
  stopReadingAhead();
  ask(
      tr("The case was not saved"),
      [what, visit = visit_, text = tr("Saving the case").toStdString(),
       plan = measured ? document.plan() : planning::Plan()](LibraryDesk& desk,
                                                             const Progress& progress) mutable {
        progress.report(0.0, text);
        if (!plan.derived.measurements.empty()) what.plan = planning::planJson(plan.inputs, plan.derived);
        return desk.store(what, visit, progress);
      },
      [this, saving, visit = visit_, seconds = what.secondsSpent](const StoredCase& stored) {
        if (visit != visit_) return;
        workedMs_ -= seconds * kMsPerSecond;
        takeStored(stored, saving);
      },
      [this, visit = visit_] {
        if (visit == visit_) endSaving(false);
      });
}

void CaseShelf::takeStored(const StoredCase& stored, const Saving& saving) {
  current_.id = stored.id;
  current_.head = stored.head;
  refresh();
  if (!stored.refusal.empty()) {
    Q_EMIT failed(tr("Your work was kept beside"),
                  planningText(stored.refusal) + QLatin1Char(' ') +
                      tr("It is a version of its own; the labels of the case are as they were."));
    endSaving(false);
    return;
  }
  std::map<int, JournalStart> saved;
  for (std::size_t i = 0; i < stored.labelsSha256.size(); ++i)
    saved[saving.versions[i]] = journalOn(stored.labelsSha256[i]);
  writeLog([&] { strokes_.finishSaving(saved); });
  // What was changed while it was saved is not in it.
  if (session_.document.status(Step::report).revision == saving.revision) {
    savedIndex_ = session_.document.undoStack().index();
    savedElsewhere_ = false;
    session_.document.markSaved();
  }
  Q_EMIT done(tr("The case was saved"), {});
  endSaving(true);
}

void CaseShelf::endSaving(bool stored) {
  strokes_.abandonSaving();
  saving_ = false;
  const bool again = std::exchange(saveAgain_, false) || !afterSaving_.empty();
  if (stored && again && session_.document.hasUnsavedWork()) {
    startSaving();
    return;
  }
  const std::vector<std::function<void()>> then = std::exchange(afterSaving_, {});
  if (!stored) return;
  for (const std::function<void()>& next : then) next();
}

void CaseShelf::setState(const std::string& caseId, planning::CaseState state) {
  // What is judged is what is shown, whether a person has changed it or not.
  if (caseId == current_.id && (canSave() || session_.document.hasUnsavedWork()))
    save([this, caseId, state] { storeState(caseId, state); });
  else
    storeState(caseId, state);
}

void CaseShelf::storeState(const std::string& caseId, planning::CaseState state) {
  ask(
      tr("The case was not changed"),
      [caseId, state](LibraryDesk& desk, const Progress&) {
        desk.library().setState(caseId, state);
        return true;
      },
      [this](bool) { refresh(); });
}

void CaseShelf::setTags(const std::string& caseId, std::set<std::string> tags) {
  ask(
      tr("The case was not changed"),
      [caseId, tags = std::move(tags)](LibraryDesk& desk, const Progress&) {
        desk.library().setTags(caseId, tags);
        return true;
      },
      [this](bool) { refresh(); });
}

void CaseShelf::exportAccepted(const std::filesystem::path& folder) {
  // A library of its own: the list and the open case do not wait for it.
  session_.jobs.start(
      kExportKey, Lane::aside,
      [folder, text = tr("Exporting accepted cases").toStdString()](const Progress& progress) {
        progress.report(0.0, text);
        planning::CaseLibrary library(planning::libraryFolder());
        return planning::exportDataset(library, folder, progress);
      },
      [self = QPointer<CaseShelf>(this), folder](const JobOutcome<planning::ExportedDataset>& outcome) {
        if (!self) return;
        if (const auto* failure = std::get_if<JobFailed>(&outcome))
          self->refuse(tr("The dataset was not written"), *failure);
        const auto* dataset = std::get_if<planning::ExportedDataset>(&outcome);
        if (!dataset) return;
        QStringList refused;
        for (const std::string& sentence : dataset->refused) refused << planningText(sentence);
        Q_EMIT self->exported(QFile::decodeName(folder.c_str()), refused.join(QLatin1Char('\n')));
      });
}

std::filesystem::path CaseShelf::scan() const {
  return session_.document.sources().ct.value_or(current_.scan);
}

void CaseShelf::exportScan(const std::filesystem::path& folder) {
  ask(
      tr("The scan was not copied"),
      [scan = scan(), folder, id = current_.id,
       text = tr("Copying the scan without its identity").toStdString()](LibraryDesk& desk,
                                                                         const Progress& progress) {
        progress.report(0.0, text);
        if (!id.empty()) desk.library().record(planning::AuditEvent::exported, id);
        return planning::deidentifySeries(scan, folder, progress);
      },
      [this, folder](const planning::DeidentifiedSeries& copied) {
        QString text = tr("%n file(s) in %1.", nullptr, static_cast<int>(copied.files))
                           .arg(QFile::decodeName(folder.c_str()));
        for (const planning::Finding& finding : copied.findings)
          text += QLatin1Char('\n') + planningText(finding.message);
        Q_EMIT done(tr("The scan was copied without its identity"), text);
      });
}

}  // namespace valvista::ui
