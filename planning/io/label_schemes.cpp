// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/label_schemes.h"

#include "planning/model/tavr_labels.h"
#include "resources/resource.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace valvista::planning {

namespace {

std::uint8_t valueOf(const std::string& name) {
  const auto& styles = labelStyles();
  const auto found =
      std::find_if(styles.begin(), styles.end(), [&](const auto& s) { return s.name == name; });
  if (found == styles.end()) throw std::logic_error("label_schemes.json: labels.json has no " + name);
  return found->value;
}

/// The structures whose absence the reader of a plan must know of.
constexpr TavrLabel kWanted[] = {TavrLabel::aorta, TavrLabel::leftVentricle, TavrLabel::iliacLeft,
                                 TavrLabel::iliacRight};

std::vector<std::string> missingOf(const LabelScheme& scheme) {
  std::vector<std::string> missing;
  for (const LabelStyle& style : labelStyles()) {
    const bool wanted = std::any_of(std::begin(kWanted), std::end(kWanted),
                                    [&](TavrLabel label) { return value(label) == style.value; });
    const auto isIt = [&](const auto& pair) { return pair.second == style.value; };
    const bool there = std::any_of(scheme.tavrFromSource.begin(), scheme.tavrFromSource.end(), isIt) ||
                       std::any_of(scheme.tavrFromMaskName.begin(), scheme.tavrFromMaskName.end(), isIt);
    if (wanted && !there) missing.push_back(style.name);
  }
  return missing;
}

LabelScheme readScheme(const nlohmann::json& row) {
  LabelScheme scheme;
  row.at("name").get_to(scheme.name);
  row.at("source").get_to(scheme.source);
  const auto labels = row.value("labels", std::map<std::string, std::vector<int>>{});
  for (const auto& [name, values] : labels)
    for (const int source : values) scheme.tavrFromSource[source] = valueOf(name);
  for (const auto& [file, name] : row.value("masks", std::map<std::string, std::string>{}))
    scheme.tavrFromMaskName[file] = valueOf(name);
  scheme.valueRanges = row.value("values", std::vector<std::pair<int, int>>{});
  scheme.fewestValues = row.value("fewest", std::size_t{0});
  scheme.alwaysThere = row.value("always", std::set<int>{});
  for (const auto& [source, share] : row.value("shares", std::map<std::string, std::pair<double, double>>{}))
    scheme.shares[std::stoi(source)] = share;
  scheme.missing = missingOf(scheme);
  return scheme;
}

}  // namespace

const std::vector<LabelScheme>& labelSchemes() {
  static const std::vector<LabelScheme> kSchemes = [] {
    std::vector<LabelScheme> schemes;
    const auto table = nlohmann::json::parse(resource("label_schemes.json"));
    for (const auto& row : table.at("schemes")) schemes.push_back(readScheme(row));
    return schemes;
  }();
  return kSchemes;
}

}  // namespace valvista::planning
