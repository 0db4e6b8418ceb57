// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/deidentify_rules.h"

#include "planning/core/error.h"
#include "planning/io/dicom_values.h"
#include "resources/resource.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

namespace valvista::planning {

namespace {

constexpr const char* kRemoved = "REMOVED";

enum class Action { keep, remove, empty, dummy, newUid };

/// The table, by group and element as one number.
const std::map<Uint32, std::string>& actionTable() {
  static const std::map<Uint32, std::string> kTable = [] {
    std::map<Uint32, std::string> table;
    const auto document = nlohmann::json::parse(resource("deidentify.json"));
    const auto add = [&](const nlohmann::json& tags, const std::string& action) {
      for (const auto& tag : tags)
        table[static_cast<Uint32>(std::stoul(tag.get<std::string>(), nullptr, 16))] = action;
    };
    for (const auto& [action, tags] : document.at("actions").items()) add(tags, action);
    add(document.at("keep"), "K");
    return table;
  }();
  return kTable;
}

Uint32 numberOf(const DcmTag& tag) {
  return static_cast<Uint32>(tag.getGroup()) << 16 | tag.getElement();
}

bool says(const std::string& actions, char action) {
  return actions.find(action) != std::string::npos;
}

/// A sequence has no value without a meaning: it is emptied where that is allowed, and one that the table
/// wants replaced is cleaned item by item.
Action sequenceAction(const std::string& actions) {
  if (says(actions, 'U')) return Action::keep;
  if (says(actions, 'Z')) return Action::empty;
  return says(actions, 'X') ? Action::remove : Action::keep;
}

Action tableAction(const std::string& actions, DcmEVR vr) {
  if (vr == EVR_SQ) return sequenceAction(actions);
  if (says(actions, 'K')) return Action::keep;
  if (says(actions, 'U')) return Action::newUid;
  if (says(actions, 'D')) return vr == EVR_UI ? Action::newUid : Action::dummy;
  return says(actions, 'Z') ? Action::empty : Action::remove;
}

/// Of attributes that the table does not name, numbers and codes stay: texts may hold anything.
Action ruleFor(DcmEVR vr) {
  switch (vr) {
    case EVR_UI:
      return Action::newUid;
    case EVR_SQ:
    case EVR_CS:
    case EVR_DS:
    case EVR_IS:
    case EVR_AT:
    case EVR_FL:
    case EVR_FD:
    case EVR_SL:
    case EVR_SS:
    case EVR_UL:
    case EVR_US:
    case EVR_SV:
    case EVR_UV:
    case EVR_xs:
    case EVR_lt:
      return Action::keep;
    default:
      return Action::remove;
  }
}

Action actionFor(DcmElement& element) {
  const DcmTag& tag = element.getTag();
  const Uint16 repeating = tag.getGroup() & 0xff00;
  if (tag.isPrivate() || tag.getElement() == 0 || repeating == 0x5000 || repeating == 0x6000)
    return Action::remove;
  const auto row = actionTable().find(numberOf(tag));
  return row == actionTable().end() ? ruleFor(element.ident()) : tableAction(row->second, element.ident());
}

/// Nothing where a value without meaning cannot be made.
const char* dummyFor(DcmEVR vr) {
  switch (vr) {
    case EVR_DA:
      return "19000101";
    case EVR_TM:
      return "000000";
    case EVR_DT:
      return "19000101000000";
    case EVR_AS:
      return "000D";
    case EVR_DS:
    case EVR_IS:
      return "0";
    case EVR_AE:
    case EVR_CS:
    case EVR_LO:
    case EVR_LT:
    case EVR_PN:
    case EVR_SH:
    case EVR_ST:
    case EVR_UC:
    case EVR_UR:
    case EVR_UT:
      return kRemoved;
    default:
      return nullptr;
  }
}

void require(const OFCondition& outcome) {
  if (outcome.bad())
    throw SaveError(std::string("An attribute could not be de-identified: ") + outcome.text());
}

class Cleaning {
 public:
  explicit Cleaning(const Pseudonyms& pseudonyms) : pseudonyms_(pseudonyms) {}

  void clean(DcmItem& item) const {
    for (unsigned long at = item.card(); at > 0; --at) {
      DcmElement* element = item.getElement(at - 1);
      if (!apply(actionFor(*element), *element)) delete item.remove(element);
    }
  }

 private:
  /// False where the element is to go.
  bool apply(Action action, DcmElement& element) const {
    switch (action) {
      case Action::keep:
        if (element.ident() == EVR_SQ) cleanItems(dynamic_cast<DcmSequenceOfItems&>(element));
        return true;
      case Action::empty:
        require(element.clear());
        return true;
      case Action::newUid:
        return renameUids(element);
      case Action::dummy:
        return putDummy(element);
      case Action::remove:
        break;
    }
    return false;
  }

  void cleanItems(DcmSequenceOfItems& sequence) const {
    for (unsigned long n = 0; n < sequence.card(); ++n) clean(*sequence.getItem(n));
  }

  bool renameUids(DcmElement& element) const {
    OFString values;
    if (element.ident() != EVR_UI || element.getOFStringArray(values).bad()) return false;
    const std::string renamed = pseudonyms_.uids(std::string(values.c_str(), values.length()));
    require(element.putOFStringArray(OFString(renamed.c_str(), renamed.size())));
    return true;
  }

  static bool putDummy(DcmElement& element) {
    // A value where there was none would say something: that contrast was given, for example.
    if (element.getLengthField() == 0) return true;
    const char* dummy = dummyFor(element.ident());
    if (dummy == nullptr) return false;
    require(element.putString(dummy));
    return true;
  }

  const Pseudonyms& pseudonyms_;
};

/// PS3.15 E.1.1: what was done, in words and in code.
void sayWhatWasDone(DcmItem& dataset) {
  require(dataset.putAndInsertString(DCM_PatientIdentityRemoved, "YES"));
  require(dataset.putAndInsertString(DCM_DeidentificationMethod,
                                     "PS3.15 E Basic Application Level Confidentiality Profile"));
  require(dataset.putAndInsertString(DCM_LongitudinalTemporalInformationModified, kRemoved));
  dataset.findAndDeleteElement(DCM_DeidentificationMethodCodeSequence);
  DcmItem* code = nullptr;
  require(dataset.findOrCreateSequenceItem(DCM_DeidentificationMethodCodeSequence, code));
  require(code->putAndInsertString(DCM_CodeValue, "113100"));
  require(code->putAndInsertString(DCM_CodingSchemeDesignator, "DCM"));
  require(code->putAndInsertString(DCM_CodeMeaning, "Basic Application Confidentiality Profile"));
}

}  // namespace

std::string Pseudonyms::uids(const std::string& values) const {
  std::string renamed, one;
  std::istringstream all(values);
  while (std::getline(all, one, '\\')) {
    const bool ofTheStandard = one.starts_with("1.2.840.10008.");
    if (!renamed.empty()) renamed += '\\';
    renamed += one.empty() || ofTheStandard ? one : dicomUid(secret_ + one);
  }
  return renamed;
}

std::string Pseudonyms::patient() const {
  constexpr std::size_t kDigits = 8;
  const std::string uid = dicomUid(secret_ + "patient");
  return "ANON-" + uid.substr(uid.size() - kDigits);
}

void removeIdentity(DcmItem& dataset, const Pseudonyms& pseudonyms) {
  Cleaning(pseudonyms).clean(dataset);
  require(dataset.putAndInsertString(DCM_PatientName, pseudonyms.patient().c_str()));
  require(dataset.putAndInsertString(DCM_PatientID, pseudonyms.patient().c_str()));
  sayWhatWasDone(dataset);
}

}  // namespace valvista::planning
