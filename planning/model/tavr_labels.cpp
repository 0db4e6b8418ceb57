// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/model/tavr_labels.h"

#include "resources/resource.h"

#include <nlohmann/json.hpp>

#include <string>

namespace valvista::planning {

namespace {

std::vector<LabelStyle> readStyles() {
  const auto document = nlohmann::json::parse(resource("labels.json"));
  std::vector<LabelStyle> styles;
  for (const auto& row : document.at("labels"))
    styles.push_back({row.at("value").get<std::uint8_t>(), row.at("name").get<std::string>(),
                      row.at("display").get<std::string>(),
                      row.at("rgb").get<std::array<std::uint8_t, 3>>()});
  return styles;
}

}  // namespace

const std::vector<LabelStyle>& labelStyles() {
  static const std::vector<LabelStyle> kStyles = readStyles();
  return kStyles;
}

std::string labelDisplayName(std::uint8_t label) {
  for (const LabelStyle& style : labelStyles())
    if (style.value == label) return style.displayName;
  return "Label " + std::to_string(label);
}

}  // namespace valvista::planning
