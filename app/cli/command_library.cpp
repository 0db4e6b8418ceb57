// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/label_options.h"
#include "app/cli/text_table.h"
#include "planning/core/json.h"
#include "planning/io/label_export.h"
#include "planning/library/export_dataset.h"
#include "planning/pipeline/run_pipeline.h"
#include "planning/report/report_text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <spdlog/spdlog.h>
#include <string>
#include <utility>
#include <vector>

namespace valvista::cli {

using namespace planning;

namespace {

/// What the user wrote behind "library ...".
struct Given {
  std::string id, ct, text, state, note, out;
  std::int64_t version = 0;
  std::vector<std::string> tags, untagged;
  LabelOptions labels;
};

/// A word behind "library".
struct Part {
  const char* name;
  const char* summary;
  const char* example;
  void (*declare)(CLI::App& options, Given& given);
  ExitCode (*run)(const Given& given, const Answers& answers, const Progress& progress);
};

/// Opens the user's library; what cannot be used comes with the way out.
std::unique_ptr<CaseLibrary> openLibrary() {
  const LibraryFolder files{libraryFolder()};
  try {
    auto library = std::make_unique<CaseLibrary>(files.folder);
    if (!library->notice().empty()) spdlog::warn(library->notice());
    return library;
  } catch (const DamagedLibrary& damage) {
    const std::optional<KeptCopy> copy = keptCopy(files);
    if (!copy) throw;
    throw DamagedLibrary(std::string(damage.what()) + " There is a whole copy of " +
                             std::to_string(copy->cases) + " cases, last changed " +
                             timeText(copy->lastChangeMs) +
                             "; \"valvista-cli library restore\" puts it back.",
                         damage.detail());
  }
}

std::optional<CaseState> stateNamed(const std::string& word) {
  for (std::size_t i = 0; i < kCaseStateCount; ++i)
    if (kCaseStateNames[i] == word) return static_cast<CaseState>(i);
  return std::nullopt;
}

Json orNull(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json caseJson(const LibraryCase& one) {
  return Json::Object{{"id", one.id},
                      {"state", name(one.state)},
                      {"patient", Json::Object{{"name", one.patient.name}, {"id", one.patient.id}}},
                      {"study_date", orNull(one.facts.studyDate)},
                      {"series", orNull(one.facts.seriesDescription)},
                      {"scan", orNull(one.scan.string())},
                      {"scan_sha256", one.scanSha256},
                      {"tags", Json::Array(one.tags.begin(), one.tags.end())},
                      {"annotator", orNull(one.annotator)},
                      {"seconds_spent", one.secondsSpent},
                      {"added_ms", one.addedMs},
                      {"changed_ms", one.changedMs},
                      {"label_version", one.head ? Json(*one.head) : Json()}};
}

void answer(const Answers& answers, Json::Object members) {
  Json::Object all{{"schema", "valvista.library"}, {"version", 1}};
  for (Json::Member& member : members) all.push_back(std::move(member));
  answers.json(Json(std::move(all)).dump(2) + "\n");
}

std::string tagsText(const LibraryCase& one) {
  std::string text;
  for (const std::string& tag : one.tags) text += (text.empty() ? "" : ", ") + printable(tag);
  return text;
}

std::vector<std::string> caseRow(const LibraryCase& one) {
  return {one.id,
          std::string(name(one.state)),
          printable(displayName(one.patient.name)),
          displayDate(printable(one.facts.studyDate)),
          printable(one.annotator),
          std::to_string(one.secondsSpent / 60) + " min",
          tagsText(one)};
}

void declareList(CLI::App& options, Given& given) {
  options.add_option("--text", given.text, "Only cases with this in names, dates, descriptions or id");
  options.add_option("--state", given.state, "Only cases in this state")
      ->check(CLI::IsMember(kCaseStateNames));
  options.add_option("--tag", given.tags, "Only cases with this tag")->expected(1);
}

ExitCode runList(const Given& given, const Answers& answers, const Progress&) {
  const CaseFilter filter{given.text, stateNamed(given.state), given.tags.empty() ? "" : given.tags.front()};
  const CaseList list = openLibrary()->listCases(filter);
  Json::Array cases;
  std::vector<std::vector<std::string>> rows{
      {"id", "state", "patient", "study", "annotator", "time", "tags"}};
  for (const LibraryCase& one : list.cases) {
    cases.push_back(caseJson(one));
    rows.push_back(caseRow(one));
  }
  Json::Object counts;
  std::string summary;
  for (std::size_t i = 0; i < kCaseStateCount; ++i) {
    counts.push_back({std::string(kCaseStateNames[i]), list.counts[i]});
    summary += (i == 0 ? "" : ", ") + std::to_string(list.counts[i]) + " " + std::string(kCaseStateNames[i]);
  }
  answer(answers, {{"cases", std::move(cases)}, {"counts", std::move(counts)}});
  answers.table((rows.size() > 1 ? textTable(rows, {5}) + "\n" : "") + summary + "\n");
  return kDone;
}

void declareAdd(CLI::App& options, Given& given) {
  options.add_option("CT", given.ct, "DICOM folder or file, NIfTI, NRRD or MetaImage")->required();
  given.labels.addLabels(options);
  given.labels.addScheme(options);
}

/// Whether a person has begun with the labels of a case, which are not replaced from outside then.
bool hasPersonsWork(const CaseLibrary& library, const LibraryCase& one) {
  return one.state != CaseState::toCorrect ||
         std::ranges::any_of(library.versionsOf(one.id), [&](const LabelVersion& version) {
           return version.id == one.head && version.kind == VersionKind::corrected;
         });
}

/// Labels from outside are made from no version of the library: they stay beside those that a person has
/// worked on.
void addLabels(CaseLibrary& library, const std::string& id, const AnatomyLabels& labels) {
  const LibraryCase one = library.caseOf(id);
  const bool theirs = hasPersonsWork(library, one);
  const SaveOutcome saved =
      library.saveLabels(id, labels, VersionKind::proposal, theirs ? std::nullopt : one.head);
  if (saved.counts()) return;
  throw SaveError("The labels were kept beside" +
                  (theirs ? ": a person has worked on those of case " + id + "." : ". " + saved.refusal));
}

ExitCode runAdd(const Given& given, const Answers& answers, const Progress& progress) {
  PlanSources sources;
  sources.ct = given.ct;
  given.labels.applyTo(sources);
  const Plan plan = runPipeline(sources, {}, sources.labels ? Step::labels : Step::load, progress);
  const auto library = openLibrary();
  const std::string id = library->addCase(*plan.inputs.study, given.ct);
  if (plan.inputs.anatomy) addLabels(*library, id, *plan.inputs.anatomy);
  answer(answers, {{"cases", Json::Array{caseJson(library->caseOf(id))}}});
  answers.table(id + "\n");
  return kDone;
}

void declareId(CLI::App& options, Given& given) {
  options.add_option("ID", given.id, "The case, as list shows it")->required();
}

ExitCode runShow(const Given& given, const Answers& answers, const Progress&) {
  const auto library = openLibrary();
  const LibraryCase one = library->caseOf(given.id);
  Json::Array versions;
  std::vector<std::vector<std::string>> rows{{"version", "kind", "author", "made", "source", ""}};
  for (const LabelVersion& version : library->versionsOf(one.id)) {
    const std::string kind = version.kind == VersionKind::proposal ? "proposal" : "corrected";
    const bool counts = version.id == one.head;
    versions.push_back(Json::Object{{"id", version.id},
                                    {"kind", kind},
                                    {"author", version.author},
                                    {"made_ms", version.madeMs},
                                    {"source", version.about.source},
                                    {"sha256", version.about.sha256},
                                    {"counts", counts},
                                    {"beside", version.beside}});
    rows.push_back({std::to_string(version.id), kind, printable(version.author), timeText(version.madeMs),
                    printable(version.about.source),
                    counts           ? "counts"
                    : version.beside ? "beside"
                                     : ""});
  }
  const std::optional<LockHolder> holder = library->otherHolder(one.id);
  answer(answers, {{"cases", Json::Array{caseJson(one)}},
                   {"versions", std::move(versions)},
                   {"open_at", holder ? Json(holder->user) : Json()}});
  std::string text = textTable({caseRow(one)}, {});
  if (rows.size() > 1) text += "\n" + textTable(rows, {0});
  if (holder) text += "\n" + printable(describe(*holder)) + "\n";
  answers.table(text);
  return kDone;
}

void declareSet(CLI::App& options, Given& given) {
  declareId(options, given);
  options.add_option("--state", given.state, "The new state")->check(CLI::IsMember(kCaseStateNames));
  options.add_option("--note", given.note, "Why, kept where the case is accepted or rejected");
  options.add_option("--tag", given.tags, "Give it a tag")->allow_extra_args(false);
  options.add_option("--untag", given.untagged, "Take a tag away")->allow_extra_args(false);
}

ExitCode runSet(const Given& given, const Answers& answers, const Progress&) {
  const auto library = openLibrary();
  std::set<std::string> tags = library->caseOf(given.id).tags;
  tags.insert(given.tags.begin(), given.tags.end());
  for (const std::string& tag : given.untagged) tags.erase(tag);
  if (tags != library->caseOf(given.id).tags) library->setTags(given.id, tags);
  if (const auto state = stateNamed(given.state)) library->setState(given.id, *state, given.note);
  const LibraryCase one = library->caseOf(given.id);
  answer(answers, {{"cases", Json::Array{caseJson(one)}}});
  answers.table(textTable({caseRow(one)}, {}));
  return kDone;
}

void declareLabels(CLI::App& options, Given& given) {
  declareId(options, given);
  options.add_option("--version", given.version, "The version of its labels, as show lists it")->required();
  options.add_option("--out", given.out, "Label map to write: NIfTI or NRRD")->type_name("FILE")->required();
}

ExitCode runLabels(const Given& given, const Answers& answers, const Progress& progress) {
  const auto library = openLibrary();
  for (const LabelVersion& version : library->versionsOf(library->caseOf(given.id).id)) {
    if (version.id != given.version) continue;
    saveLabels(given.out, library->loadVersion(version).labels, nullptr, progress);
    library->record(AuditEvent::exported, given.id);
    answer(answers, {{"version", version.id}, {"sha256", version.about.sha256}});
    answers.table("Version " + std::to_string(version.id) + " was written.\n");
    return kDone;
  }
  throw LoadError("Case " + given.id + " has no version " + std::to_string(given.version) + ".");
}

void declareExport(CLI::App& options, Given& given) {
  options.add_option("--out", given.out, "nnU-Net v2 dataset to make")->type_name("DIR")->required();
}

ExitCode runExport(const Given& given, const Answers& answers, const Progress& progress) {
  const ExportedDataset exported = exportDataset(*openLibrary(), given.out, progress);
  Json::Array cases;
  for (const auto& one : exported.cases)
    cases.push_back(Json::Object{{"id", one.id}, {"name", one.name}, {"patient", one.patient}});
  answer(answers, {{"exported", std::move(cases)},
                   {"refused", Json::Array(exported.refused.begin(), exported.refused.end())}});
  std::string text = std::to_string(exported.cases.size()) + " cases\n";
  for (const std::string& refused : exported.refused) text += printable(refused) + "\n";
  answers.table(text);
  return exported.refused.empty() ? kDone : kInputRefused;
}

void declareNothing(CLI::App&, Given&) {}

ExitCode runVerify(const Given&, const Answers& answers, const Progress& progress) {
  const auto library = openLibrary();
  const LibraryFaults faults = library->verify(progress);
  answer(answers, {{"whole", faults.empty()}, {"faults", Json::Array(faults.begin(), faults.end())}});
  std::string text = faults.empty() ? "The library is whole.\n" : "";
  for (const std::string& fault : faults) text += printable(fault) + "\n";
  answers.table(text);
  return faults.empty() ? kDone : kInputRefused;
}

ExitCode runRestore(const Given&, const Answers& answers, const Progress&) {
  const std::filesystem::path aside = restoreCopy({libraryFolder()});
  const auto library = openLibrary();
  library->record(AuditEvent::restore, {});
  answer(answers, {{"damaged", aside.filename().string()}, {"cases", library->listCases({}).cases.size()}});
  answers.table("The copy is in place; what was there is now " + aside.filename().string() + ".\n");
  return kDone;
}

constexpr std::array kParts{
    Part{"list", "cases with their state, and how many there are of each", "list --state to_correct",
         declareList, runList},
    Part{"add", "add a scan, with labels to correct", "add /data/study --labels total.nii.gz", declareAdd,
         runAdd},
    Part{"show", "one case with the versions of its labels", "show 0123456789abcdef", declareId, runShow},
    Part{"labels", "write a version of the labels of a case, those kept beside too",
         "labels 0123456789abcdef --version 3 --out labels.nii.gz", declareLabels, runLabels},
    Part{"set", "change state and tags of a case", "set 0123456789abcdef --state accepted --tag bicuspid",
         declareSet, runSet},
    Part{"export-dataset", "write the accepted cases as a dataset to train on",
         "export-dataset --out Dataset020_Corrected", declareExport, runExport},
    Part{"verify", "read everything again: database, files, audit trail", "verify", declareNothing,
         runVerify},
    Part{"restore", "put the last whole copy in place of a damaged database", "restore", declareNothing,
         runRestore},
};

}  // namespace

RunCommand declareLibrary(CLI::App& options) {
  const auto given = std::make_shared<Given>();
  options.require_subcommand(1);
  options.footer(
      "The library lies in $VALVISTA_LIBRARY or in the user's data folder.\nExample:\n"
      "  valvista-cli library list --state to_correct");
  std::vector<CLI::App*> declared;
  for (const Part& part : kParts) {
    CLI::App* one = options.add_subcommand(part.name, part.summary);
    part.declare(*one, *given);
    one->fallthrough();  // --json and --progress are those of every command
    one->footer(std::string("Example:\n  valvista-cli library ") + part.example);
    declared.push_back(one);
  }
  return [given, declared](const Answers& answers, const Progress& progress) {
    for (std::size_t i = 0; i < kParts.size(); ++i)
      if (declared[i]->parsed()) return kParts[i].run(*given, answers, progress);
    return kWrongUsage;
  };
}

}  // namespace valvista::cli
