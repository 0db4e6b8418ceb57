// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace valvista {

/// A JSON value (RFC 8259) for what the worker and the other programs exchange, where no library is at hand.
/// Objects keep their order and have no key twice; whole numbers are exact. Everything that reads from it
/// throws std::domain_error with a reason that names the key and can follow "FILE: ".
class Json {
 public:
  struct Member;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json() = default;                      ///< null
  template <std::same_as<bool> Boolean>  // no pointer becomes true
  Json(Boolean value) : value_(value) {}
  /// Throws std::domain_error for NaN and infinity, which JSON does not know.
  Json(double value);
  Json(const char* text) : value_(std::string(text)) {}
  Json(std::string_view text) : value_(std::string(text)) {}
  Json(std::string text) : value_(std::move(text)) {}
  Json(Array elements);
  Json(Object members);
  /// Throws std::domain_error for a number beyond int64.
  template <class Integer,
            std::enable_if_t<std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>, int> = 0>
  Json(Integer value) {
    if (!std::in_range<std::int64_t>(value)) throw std::domain_error("a number is out of range");
    value_ = static_cast<std::int64_t>(value);
  }

  /// Reads a text of one value. Refused: what is not JSON or not UTF-8, a key twice in one object, numbers
  /// beyond int64 or double, more than `maxBytes` bytes, more than 32 levels, more than four million values.
  static Json parse(std::string_view text, std::size_t maxBytes);

  /// One line without line end, or with an `indent` of spaces a level one value a line (arrays of plain
  /// values stay on one line). Bytes that are not UTF-8 become U+FFFD.
  std::string dump(int indent = 0) const;

  bool isNull() const { return std::holds_alternative<std::monostate>(value_); }
  bool isInteger() const { return std::holds_alternative<std::int64_t>(value_); }
  bool isNumber() const { return isInteger() || std::holds_alternative<double>(value_); }
  bool isString() const { return std::holds_alternative<std::string>(value_); }
  bool isArray() const { return std::holds_alternative<Array>(value_); }
  bool isObject() const { return std::holds_alternative<Object>(value_); }

  bool boolean() const;
  std::int64_t integer() const;
  double number() const;  ///< whole numbers too
  const std::string& string() const&;
  const Array& array() const&;
  const Object& object() const&;

  // The member of that name of an object.
  const Json* find(std::string_view key) const&;  ///< none: null pointer
  const Json& at(std::string_view key) const&;
  bool boolean(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  double number(std::string_view key) const;
  const std::string& string(std::string_view key) const&;
  const Array& array(std::string_view key) const&;
  const Object& object(std::string_view key) const&;
  std::vector<std::int64_t> integers(std::string_view key) const;
  std::vector<double> numbers(std::string_view key) const;

  // What these give would be gone with a temporary, in a range-based for at once.
  const std::string& string() const&& = delete;
  const Array& array() const&& = delete;
  const Object& object() const&& = delete;
  const Json* find(std::string_view key) const&& = delete;
  const Json& at(std::string_view key) const&& = delete;
  const std::string& string(std::string_view key) const&& = delete;
  const Array& array(std::string_view key) const&& = delete;
  const Object& object(std::string_view key) const&& = delete;

  /// Refuses an object with a key that is not among these.
  void allowOnly(std::initializer_list<std::string_view> keys) const;

  bool operator==(const Json& other) const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

struct Json::Member {
  std::string key;
  Json value;
  bool operator==(const Member&) const = default;
};

/// `text` in double quotes, escaped as JSON. Bytes that are not UTF-8 become U+FFFD.
std::string jsonString(std::string_view text);

}  // namespace valvista
