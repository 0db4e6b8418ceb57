// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/json.h"

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

// Values of configuration files, refused with a std::domain_error that names their key.
namespace valvista {

[[noreturn]] void refuseKey(std::string_view key, const std::string& why);

double checkedNumber(double value, std::string_view key, double least, double most);
int checkedInteger(std::int64_t value, std::string_view key, int least, int most);
double numberIn(const Json& json, std::string_view key, double least, double most);
int integerIn(const Json& json, std::string_view key, int least, int most);
/// Which of the names the text of that key is.
std::size_t indexOfName(const Json& json, std::string_view key, std::span<const std::string_view> names);

/// Reasons from inside an object are told with its key.
template <class Read>
auto within(const Json& json, std::string_view key, Read read) {
  const Json& member = json.at(key);
  try {
    return read(member);
  } catch (const std::domain_error& error) {
    throw std::domain_error(jsonString(key) + ": " + error.what());
  }
}

}  // namespace valvista
