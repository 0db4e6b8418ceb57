// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/json.h"

#include "planning/core/number_text.h"
#include "planning/core/utf8.h"

#include <algorithm>
#include <cmath>

namespace valvista {

namespace {

std::string escaped(unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (c == '"' || c == '\\') return {'\\', static_cast<char>(c)};
  if (c >= 0x20 && c != 0x7F) return {static_cast<char>(c)};
  return std::string("\\u00") + kHex[c >> 4] + kHex[c & 0xF];
}

/// A double is written so that it is read back as one and not as a whole number.
std::string numberText(double value) {
  std::string text = formatExact(value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

/// Calls `read`; what it cannot read is told with the key.
template <class Read>
auto named(std::string_view key, Read read) -> decltype(read()) {
  try {
    return read();
  } catch (const std::domain_error& error) {
    throw std::domain_error(jsonString(key) + " " + error.what());
  }
}

template <class Wanted, class Value>
const Wanted& held(const Value& value, const char* what) {
  const auto* wanted = std::get_if<Wanted>(&value);
  if (wanted == nullptr) throw std::domain_error(what);
  return *wanted;
}

class Dump {
 public:
  explicit Dump(int indent) : indent_(static_cast<std::size_t>(indent)) {}

  std::string text(const Json& value) {
    write(value, 0);
    return std::move(text_);
  }

 private:
  void write(const Json& value, std::size_t level) {
    if (value.isArray())
      writeArray(value.array(), level);
    else if (value.isObject())
      writeObject(value.object(), level);
    else if (value.isNull())
      text_ += "null";
    else if (value.isInteger())
      text_ += std::to_string(value.integer());
    else if (value.isNumber())
      text_ += numberText(value.number());
    else if (value.isString())
      text_ += jsonString(value.string());
    else
      text_ += value.boolean() ? "true" : "false";
  }

  void writeArray(const Json::Array& elements, std::size_t level) {
    const bool split = indent_ > 0 && std::any_of(elements.begin(), elements.end(), [](const Json& element) {
                         return element.isArray() || element.isObject();
                       });
    text_ += '[';
    for (const Json& element : elements) {
      if (&element != &elements.front()) text_ += split || indent_ == 0 ? "," : ", ";
      if (split) newLine(level + 1);
      write(element, level + 1);
    }
    if (split) newLine(level);
    text_ += ']';
  }

  void writeObject(const Json::Object& members, std::size_t level) {
    text_ += '{';
    for (const Json::Member& member : members) {
      if (&member != &members.front()) text_ += ',';
      newLine(level + 1);
      text_ += jsonString(member.key) + (indent_ > 0 ? ": " : ":");
      write(member.value, level + 1);
    }
    if (!members.empty()) newLine(level);
    text_ += '}';
  }

  void newLine(std::size_t level) {
    if (indent_ > 0) text_ += '\n' + std::string(level * indent_, ' ');
  }

  std::size_t indent_;
  std::string text_;
};

}  // namespace

Json::Json(double value) : value_(value) {
  if (!std::isfinite(value)) throw std::domain_error("a number is not finite");
}
Json::Json(Array elements) : value_(std::move(elements)) {}
Json::Json(Object members) : value_(std::move(members)) {}

bool Json::operator==(const Json& other) const {
  return value_ == other.value_;
}

std::string Json::dump(int indent) const {
  return Dump(indent).text(*this);
}

bool Json::boolean() const {
  return held<bool>(value_, "is not true or false");
}

std::int64_t Json::integer() const {
  return held<std::int64_t>(value_, "is not a whole number");
}

double Json::number() const {
  if (isInteger()) return static_cast<double>(integer());
  return held<double>(value_, "is not a number");
}

const std::string& Json::string() const& {
  return held<std::string>(value_, "is not a text");
}

const Json::Array& Json::array() const& {
  return held<Array>(value_, "is not a list");
}

const Json::Object& Json::object() const& {
  return held<Object>(value_, "is not an object");
}

const Json* Json::find(std::string_view key) const& {
  const Object& members = object();
  const auto found =
      std::find_if(members.begin(), members.end(), [key](const Member& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

const Json& Json::at(std::string_view key) const& {
  const Json* found = find(key);
  if (found == nullptr) throw std::domain_error(jsonString(key) + " is missing");
  return *found;
}

bool Json::boolean(std::string_view key) const {
  const Json& member = at(key);
  return named(key, [&] { return member.boolean(); });
}

std::int64_t Json::integer(std::string_view key) const {
  const Json& member = at(key);
  return named(key, [&] { return member.integer(); });
}

double Json::number(std::string_view key) const {
  const Json& member = at(key);
  return named(key, [&] { return member.number(); });
}

const std::string& Json::string(std::string_view key) const& {
  const Json& member = at(key);
  return named(key, [&]() -> const std::string& { return member.string(); });
}

const Json::Array& Json::array(std::string_view key) const& {
  const Json& member = at(key);
  return named(key, [&]() -> const Array& { return member.array(); });
}

const Json::Object& Json::object(std::string_view key) const& {
  const Json& member = at(key);
  return named(key, [&]() -> const Object& { return member.object(); });
}

std::vector<std::int64_t> Json::integers(std::string_view key) const {
  std::vector<std::int64_t> values;
  for (const Json& element : array(key)) {
    if (!element.isInteger()) throw std::domain_error(jsonString(key) + " is not a list of whole numbers");
    values.push_back(element.integer());
  }
  return values;
}

std::vector<double> Json::numbers(std::string_view key) const {
  std::vector<double> values;
  for (const Json& element : array(key)) {
    if (!element.isNumber()) throw std::domain_error(jsonString(key) + " is not a list of numbers");
    values.push_back(element.number());
  }
  return values;
}

void Json::allowOnly(std::initializer_list<std::string_view> keys) const {
  for (const Member& member : object()) {
    if (std::find(keys.begin(), keys.end(), member.key) == keys.end())
      throw std::domain_error(jsonString(member.key) + " is not known");
  }
}

std::string jsonString(std::string_view text) {
  std::string json = "\"";
  while (!text.empty()) {
    const std::size_t length = utf8SequenceLength(text);
    if (length == 1) {
      json += escaped(static_cast<unsigned char>(text[0]));
    } else {
      json += length == 0 ? "\\ufffd" : std::string(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return json + '"';
}

}  // namespace valvista
