// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/json_checks.h"

#include <algorithm>

namespace valvista {

void refuseKey(std::string_view key, const std::string& why) {
  throw std::domain_error(jsonString(key) + " " + why);
}

double checkedNumber(double value, std::string_view key, double least, double most) {
  if (!(value >= least && value <= most))
    refuseKey(key, "is not in " + Json(least).dump() + " to " + Json(most).dump());
  return value;
}

int checkedInteger(std::int64_t value, std::string_view key, int least, int most) {
  if (value < least || value > most)
    refuseKey(key, "is not in " + std::to_string(least) + " to " + std::to_string(most));
  return static_cast<int>(value);
}

double numberIn(const Json& json, std::string_view key, double least, double most) {
  return checkedNumber(json.number(key), key, least, most);
}

int integerIn(const Json& json, std::string_view key, int least, int most) {
  return checkedInteger(json.integer(key), key, least, most);
}

std::size_t indexOfName(const Json& json, std::string_view key, std::span<const std::string_view> names) {
  const std::string& given = json.string(key);
  const auto found = std::find(names.begin(), names.end(), given);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string known;
  for (const std::string_view name : names) known += (known.empty() ? "" : ", ") + std::string(name);
  throw std::domain_error(jsonString(key) + " is " + jsonString(given) + "; there are: " + known);
}

}  // namespace valvista
