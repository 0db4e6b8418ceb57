// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/segment_codes.h"

#include "planning/io/label_schemes.h"
#include "planning/model/tavr_labels.h"
#include "resources/resource.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace valvista::planning {

namespace {

/// A row of resources/segment_codes.json.
struct CodedStructure {
  std::uint8_t label = 0;
  std::vector<CodedConcept> types;
  std::string side;                 ///< "left" or "right"; empty for what has none
  std::vector<CodedConcept> sides;  ///< the modifiers that say so
};

struct CodeTable {
  CodedConcept category;
  std::vector<CodedConcept> unspecific;
  std::vector<CodedStructure> structures;
};

CodedConcept readConcept(const nlohmann::json& row) {
  return {row.at(0).get<std::string>(), row.at(1).get<std::string>(), row.at(2).get<std::string>()};
}

std::vector<CodedConcept> readConcepts(const nlohmann::json& rows) {
  std::vector<CodedConcept> concepts;
  for (const auto& row : rows) concepts.push_back(readConcept(row));
  return concepts;
}

std::uint8_t valueOfName(const std::string& name) {
  for (const LabelStyle& style : labelStyles())
    if (style.name == name) return style.value;
  throw std::logic_error("segment_codes.json: labels.json has no " + name);
}

const CodeTable& codeTable() {
  static const CodeTable kTable = [] {
    const auto document = nlohmann::json::parse(resource("segment_codes.json"));
    CodeTable table{readConcept(document.at("category")), readConcepts(document.at("unspecific")), {}};
    for (const auto& row : document.at("structures")) {
      CodedStructure structure{
          valueOfName(row.at("label")), readConcepts(row.at("codes")), row.value("side", std::string()), {}};
      if (!structure.side.empty()) structure.sides = readConcepts(document.at("sides").at(structure.side));
      table.structures.push_back(std::move(structure));
    }
    return table;
  }();
  return kTable;
}

bool contains(const std::vector<CodedConcept>& concepts, const CodedConcept& wanted) {
  return std::find(concepts.begin(), concepts.end(), wanted) != concepts.end();
}

/// SNOMED RT went by several designators before SRT.
CodedConcept withCurrentScheme(CodedConcept code) {
  if (code.scheme == "SNM3" || code.scheme == "99SDM") code.scheme = "SRT";
  return code;
}

/// "Left iliac-artery" -> "left_iliac_artery".
std::string plainName(const std::string& text) {
  std::string name;
  for (const unsigned char c : text) {
    if (std::isalnum(c) != 0)
      name += static_cast<char>(std::tolower(c));
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  if (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

bool saysWord(const std::string& name, const std::string& word) {
  return ("_" + name + "_").find("_" + word + "_") != std::string::npos;
}

/// By the modifiers; where they say nothing of a side, by the segment's label.
bool isOnSide(const CodedStructure& structure, const SegmentDescription& segment) {
  if (structure.side.empty()) return true;
  for (const CodedConcept& modifier : segment.modifiers)
    for (const CodedStructure& row : codeTable().structures)
      if (contains(row.sides, withCurrentScheme(modifier))) return row.side == structure.side;
  const std::string name = plainName(segment.label);
  return saysWord(name, structure.side) && !saysWord(name, structure.side == "left" ? "right" : "left");
}

std::optional<std::uint8_t> labelOfCode(const SegmentDescription& segment) {
  for (const CodedStructure& structure : codeTable().structures)
    if (contains(structure.types, withCurrentScheme(segment.type)) && isOnSide(structure, segment))
      return structure.label;
  return std::nullopt;
}

/// A code of SNOMED that our table does not have is that of another structure, whatever its label says: the
/// mitral valve is often labelled "valve".
bool isOfAnotherStructure(const CodedConcept& type) {
  const CodedConcept code = withCurrentScheme(type);
  return (code.scheme == "SCT" || code.scheme == "SRT") && !contains(codeTable().unspecific, code);
}

std::optional<std::uint8_t> labelOfName(const std::string& text) {
  const std::string name = plainName(text);
  for (const LabelStyle& style : labelStyles())
    if (name == style.name || name == plainName(style.displayName)) return style.value;
  for (const LabelScheme& scheme : labelSchemes()) {
    const auto found = scheme.tavrFromMaskName.find(name);
    if (found != scheme.tavrFromMaskName.end()) return found->second;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint8_t> tavrLabelOf(const SegmentDescription& segment) {
  if (const auto byCode = labelOfCode(segment)) return byCode;
  return isOfAnotherStructure(segment.type) ? std::nullopt : labelOfName(segment.label);
}

std::optional<SegmentCode> segmentCodeOf(std::uint8_t label) {
  for (const CodedStructure& structure : codeTable().structures)
    if (structure.label == label)
      return SegmentCode{structure.types.front(),
                         structure.sides.empty() ? std::nullopt : std::optional(structure.sides.front())};
  return std::nullopt;
}

CodedConcept segmentCategory() {
  return codeTable().category;
}

}  // namespace valvista::planning
