// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/case_rows.h"

#include "planning/core/json_checks.h"

#include <stdexcept>
#include <utility>

namespace valvista::planning {

namespace {

constexpr std::size_t kMostBytes = std::size_t{16} << 20;

constexpr std::array<std::string_view, 2> kVersionKinds{"proposal", "corrected"};
constexpr std::array<std::string_view, 3> kDocumentKinds{"review", "plan", "approval"};
constexpr std::array<std::string_view, 3> kSeverities{"info", "warning", "error"};

constexpr std::array<std::pair<std::string_view, std::string ScanFacts::*>, 14> kFactTexts{{
    {"modality", &ScanFacts::modality},
    {"study_date", &ScanFacts::studyDate},
    {"study_description", &ScanFacts::studyDescription},
    {"series_description", &ScanFacts::seriesDescription},
    {"series_number", &ScanFacts::seriesNumber},
    {"manufacturer", &ScanFacts::manufacturer},
    {"scanner", &ScanFacts::scannerModel},
    {"kernel", &ScanFacts::convolutionKernel},
    {"contrast_agent", &ScanFacts::contrastAgent},
    {"patient_position", &ScanFacts::patientPosition},
    {"transfer_syntax", &ScanFacts::transferSyntax},
    {"study_uid", &ScanFacts::studyUid},
    {"series_uid", &ScanFacts::seriesUid},
    {"frame_of_reference_uid", &ScanFacts::frameOfReferenceUid},
}};
constexpr std::array<std::pair<std::string_view, std::optional<double> ScanFacts::*>, 4> kFactNumbers{{
    {"kilovolt", &ScanFacts::kilovolt},
    {"slice_thickness_mm", &ScanFacts::sliceThicknessMm},
    {"cardiac_phase_percent", &ScanFacts::cardiacPhasePercent},
    {"trigger_time_ms", &ScanFacts::triggerTimeMs},
}};
constexpr std::array<std::pair<std::string_view, std::string LabelModel::*>, 10> kModelTexts{{
    {"name", &LabelModel::name},
    {"version", &LabelModel::version},
    {"network", &LabelModel::network},
    {"weights_sha256", &LabelModel::weightsSha256},
    {"licence", &LabelModel::licence},
    {"device", &LabelModel::device},
    {"precision", &LabelModel::precision},
    {"options", &LabelModel::options},
    {"worker_version", &LabelModel::workerVersion},
    {"libtorch", &LabelModel::libtorch},
}};

template <class Object, std::size_t n>
Json::Object textsJson(const Object& from,
                       const std::array<std::pair<std::string_view, std::string Object::*>, n>& texts) {
  Json::Object json;
  for (const auto& [key, member] : texts) json.push_back({std::string(key), Json(from.*member)});
  return json;
}

std::string factsJson(const ScanFacts& facts) {
  Json::Object json = textsJson(facts, kFactTexts);
  for (const auto& [key, member] : kFactNumbers)
    json.push_back({std::string(key), facts.*member ? Json(*(facts.*member)) : Json()});
  return Json(std::move(json)).dump();
}

ScanFacts factsOf(const Json& json) {
  ScanFacts facts;
  for (const auto& [key, member] : kFactTexts) facts.*member = json.string(key);
  for (const auto& [key, member] : kFactNumbers)
    if (!json.at(key).isNull()) facts.*member = json.number(key);
  return facts;
}

std::string modelJson(const std::optional<LabelModel>& model) {
  return model ? Json(textsJson(*model, kModelTexts)).dump() : "null";
}

std::optional<LabelModel> modelOf(const Json& json) {
  if (json.isNull()) return std::nullopt;
  LabelModel model;
  for (const auto& [key, member] : kModelTexts) model.*member = json.string(key);
  return model;
}

std::string findingsJson(const Findings& findings) {
  Json::Array all;
  for (const Finding& finding : findings) {
    Json at;
    if (const auto& lps = finding.locationLps) at = Json::Array{lps->x, lps->y, lps->z};
    all.push_back(Json::Object{{"id", finding.id},
                               {"severity", name(finding.severity)},
                               {"message", finding.message},
                               {"location_lps_mm", at}});
  }
  return Json(std::move(all)).dump();
}

Findings findingsOf(const Json& json) {
  Findings findings;
  for (const Json& one : json.array()) {
    Finding finding{one.string("id"), static_cast<Severity>(indexOfName(one, "severity", kSeverities)),
                    one.string("message"), std::nullopt};
    if (!one.at("location_lps_mm").isNull()) {
      const std::vector<double> at = one.numbers("location_lps_mm");
      if (at.size() != 3) throw std::domain_error("a location has not three coordinates");
      finding.locationLps = Vec3{at[0], at[1], at[2]};
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::string byHandJson(const AnatomyLabels& about) {
  Json::Array pinned;
  for (const std::uint8_t label : about.pinned) pinned.push_back(Json(static_cast<double>(label)));
  return Json(Json::Object{
                  {"corrected", about.corrected}, {"partial", about.partial}, {"pinned", std::move(pinned)}})
      .dump();
}

void takeByHand(const Json& json, AnatomyLabels& about) {
  about.corrected = json.boolean("corrected");
  about.partial = json.boolean("partial");
  for (const double label : json.numbers("pinned")) {
    if (!(label >= 0.0 && label <= 255.0)) throw std::domain_error("a label is out of range");
    about.pinned.insert(static_cast<std::uint8_t>(label));
  }
}

std::string tagsJson(const std::set<std::string>& tags) {
  return Json(Json::Array(tags.begin(), tags.end())).dump();
}

/// Takes the columns of a row one after the other.
class Columns {
 public:
  explicit Columns(const SqlRow& row) : row_(row) {}
  std::string text() { return std::get<std::string>(next()); }
  std::int64_t integer() { return std::get<std::int64_t>(next()); }
  std::optional<std::int64_t> integerOrNull() {
    const SqlValue& value = next();
    return std::holds_alternative<std::nullptr_t>(value) ? std::nullopt
                                                         : std::optional(std::get<std::int64_t>(value));
  }
  Json json() { return Json::parse(text(), kMostBytes); }
  template <class Enum, std::size_t n>
  Enum named(const std::array<std::string_view, n>& names) {
    const std::string given = text();
    for (std::size_t i = 0; i < n; ++i)
      if (names[i] == given) return static_cast<Enum>(i);
    throw std::domain_error("an unknown word");
  }

 private:
  const SqlValue& next() { return row_.at(at_++); }
  const SqlRow& row_;
  std::size_t at_ = 0;
};

template <class Read>
auto readRow(const SqlRow& row, Read read) {
  const auto refuse = [](const char* why) {
    return DamagedLibrary("library.db is damaged: a row says what no row of this version does.", why);
  };
  try {
    Columns columns(row);
    return read(columns);
  } catch (const std::domain_error& error) {
    throw refuse(error.what());
  } catch (const std::bad_variant_access& error) {
    throw refuse(error.what());
  }
}

SqlValue orNull(const std::optional<std::int64_t>& number) {
  return number ? SqlValue(*number) : SqlValue(nullptr);
}

}  // namespace

const Table& caseTable() {
  static const Table table{
      "cases",
      {"id", "patient_name", "patient_id", "birth_date", "sex", "facts", "scan", "scan_sha256", "volume_blob",
       "thumbnail_blob", "state", "annotator", "added_ms", "changed_ms", "head", "seconds_spent", "tags"}};
  return table;
}

const Table& versionTable() {
  static const Table table{"versions",
                           {"id", "case_id", "parent", "kind", "beside", "author", "made_ms", "labels_blob",
                            "labels_sha256", "source", "scheme", "findings", "model", "by_hand"}};
  return table;
}

const Table& documentTable() {
  static const Table table{"documents",
                           {"id", "case_id", "version", "kind", "beside", "author", "made_ms", "blob"}};
  return table;
}

const Table& lockTable() {
  static const Table table{
      "locks", {"case_id", "token", "user", "host", "process", "start", "since_ms", "heartbeat_ms"}};
  return table;
}

const Table& metaTable() {
  static const Table table{"meta", {"key", "value"}};
  return table;
}

std::string_view name(DocumentKind kind) {
  return kDocumentKinds[static_cast<std::size_t>(kind)];
}

SqlRow rowOf(const LibraryCase& one) {
  return {one.id,
          one.patient.name,
          one.patient.id,
          one.patient.birthDate,
          one.patient.sex,
          factsJson(one.facts),
          one.scan.string(),
          one.scanSha256,
          one.volumeBlob,
          one.thumbnailBlob,
          std::string(name(one.state)),
          one.annotator,
          one.addedMs,
          one.changedMs,
          orNull(one.head),
          one.secondsSpent,
          tagsJson(one.tags)};
}

LibraryCase caseOf(const SqlRow& row) {
  return readRow(row, [](Columns& columns) {
    LibraryCase one;
    one.id = columns.text();
    for (std::string* text : {&one.patient.name, &one.patient.id, &one.patient.birthDate, &one.patient.sex})
      *text = columns.text();
    one.facts = factsOf(columns.json());
    one.scan = columns.text();
    for (std::string* text : {&one.scanSha256, &one.volumeBlob, &one.thumbnailBlob}) *text = columns.text();
    one.state = columns.named<CaseState>(kCaseStateNames);
    one.annotator = columns.text();
    one.addedMs = columns.integer();
    one.changedMs = columns.integer();
    one.head = columns.integerOrNull();
    one.secondsSpent = columns.integer();
    const Json tags = columns.json();
    for (const Json& tag : tags.array()) one.tags.insert(tag.string());
    return one;
  });
}

SqlRow rowOf(const LabelVersion& version) {
  const AnatomyLabels& about = version.about;
  return {version.id,
          version.caseId,
          orNull(version.parent),
          std::string(kVersionKinds[static_cast<std::size_t>(version.kind)]),
          std::int64_t{version.beside},
          version.author,
          version.madeMs,
          version.labelsBlob,
          about.sha256,
          about.source,
          about.scheme,
          findingsJson(about.findings),
          modelJson(about.model),
          byHandJson(about)};
}

LabelVersion versionOf(const SqlRow& row) {
  return readRow(row, [](Columns& columns) {
    LabelVersion version;
    version.id = columns.integer();
    version.caseId = columns.text();
    version.parent = columns.integerOrNull();
    version.kind = columns.named<VersionKind>(kVersionKinds);
    version.beside = columns.integer() != 0;
    version.author = columns.text();
    version.madeMs = columns.integer();
    version.labelsBlob = columns.text();
    version.about.sha256 = columns.text();
    version.about.source = columns.text();
    version.about.scheme = columns.text();
    version.about.findings = findingsOf(columns.json());
    version.about.model = modelOf(columns.json());
    takeByHand(columns.json(), version.about);
    return version;
  });
}

SqlRow rowOf(const CaseDocument& document) {
  return {document.id,
          document.caseId,
          orNull(document.version),
          std::string(name(document.kind)),
          std::int64_t{document.beside},
          document.author,
          document.madeMs,
          document.blob};
}

CaseDocument documentOf(const SqlRow& row) {
  return readRow(row, [](Columns& columns) {
    CaseDocument document;
    document.id = columns.integer();
    document.caseId = columns.text();
    document.version = columns.integerOrNull();
    document.kind = columns.named<DocumentKind>(kDocumentKinds);
    document.beside = columns.integer() != 0;
    document.author = columns.text();
    document.madeMs = columns.integer();
    document.blob = columns.text();
    return document;
  });
}

}  // namespace valvista::planning
