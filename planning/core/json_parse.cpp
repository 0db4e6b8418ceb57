// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/json.h"
#include "planning/core/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

namespace valvista {

namespace {

constexpr int kMostLevels = 32;
/// A value takes 40 bytes and more however short its text is: without a limit a small text could fill the
/// memory.
constexpr std::size_t kMostValues = 4'000'000;

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

void appendUtf8(std::string& text, std::uint32_t code) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | (code >> 12));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0 | (code >> 18));
    tail(12), tail(6), tail(0);
  }
}

/// The first key that occurs twice, or null.
const std::string* doubledKey(const Json::Object& members) {
  std::vector<const std::string*> keys;
  keys.reserve(members.size());
  for (const Json::Member& member : members) keys.push_back(&member.key);
  std::sort(keys.begin(), keys.end(), [](const auto* a, const auto* b) { return *a < *b; });
  const auto twice =
      std::adjacent_find(keys.begin(), keys.end(), [](const auto* a, const auto* b) { return *a == *b; });
  return twice == keys.end() ? nullptr : *twice;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Json document() {
    Json value = parseValue(0);
    skipSpace();
    if (at_ != text_.size()) fail("something follows the end");
    return value;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    const std::string_view before = text_.substr(0, at_);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = at_ - (before.rfind('\n') + 1);  // npos + 1 is 0
    throw std::domain_error("line " + std::to_string(line) + ", byte " + std::to_string(column + 1) + ": " +
                            why);
  }

  void skipSpace() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  bool next(char wanted) const { return at_ < text_.size() && text_[at_] == wanted; }

  bool take(char wanted) {
    skipSpace();
    if (!next(wanted)) return false;
    ++at_;
    return true;
  }

  bool takeWord(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  Json parseValue(int level) {
    if (++values_ > kMostValues) fail("it has too many values");
    skipSpace();
    if (level == kMostLevels && (next('{') || next('['))) fail("it is nested too deeply");
    if (take('{')) return parseObject(level);
    if (take('[')) return parseArray(level);
    if (next('"')) return parseString();
    if (next('-') || (at_ < text_.size() && isDigit(text_[at_]))) return parseNumber();
    if (takeWord("true")) return true;
    if (takeWord("false")) return false;
    if (takeWord("null")) return {};
    fail(at_ == text_.size() ? "the text ends too early" : "this is no JSON value");
  }

  Json parseArray(int level) {
    Json::Array elements;
    if (take(']')) return elements;
    do {
      elements.push_back(parseValue(level + 1));
    } while (take(','));
    if (!take(']')) fail("a comma or ] is missing");
    return elements;
  }

  Json parseObject(int level) {
    Json::Object members;
    if (take('}')) return members;
    do {
      skipSpace();
      if (!next('"')) fail("a key in quotes is missing");
      std::string key = parseString();
      if (!take(':')) fail("a colon is missing");
      members.push_back({std::move(key), parseValue(level + 1)});
    } while (take(','));
    if (!take('}')) fail("a comma or } is missing");
    if (const std::string* key = doubledKey(members)) fail("the key " + jsonString(*key) + " occurs twice");
    return members;
  }

  std::string parseString() {
    std::string string;
    ++at_;
    for (;;) {
      const std::size_t end = std::min(text_.find_first_of("\"\\", at_), text_.size());
      const std::string_view plain = text_.substr(at_, end - at_);
      if (std::any_of(plain.begin(), plain.end(), [](unsigned char c) { return c < 0x20; }))
        fail("a control character in a text");
      if (!isUtf8(plain)) fail("a text is not UTF-8");
      string += plain;
      at_ = end;
      if (end == text_.size()) fail("a text has no end");
      if (text_[at_++] == '"') return string;
      parseEscape(string);
    }
  }

  void parseEscape(std::string& string) {
    constexpr std::string_view kNames = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    if (at_ == text_.size()) fail("a text has no end");
    const char name = text_[at_++];
    if (name == 'u') return appendUtf8(string, parseCodePoint());
    const std::size_t known = kNames.find(name);
    if (known == std::string_view::npos) fail("an unknown escape in a text");
    string += kMeanings[known];
  }

  std::uint32_t parseCodePoint() {
    const std::uint32_t first = parseHex4();
    if (first < 0xD800 || first > 0xDFFF) return first;
    const std::uint32_t second = first < 0xDC00 && takeWord("\\u") ? parseHex4() : 0;
    if (second < 0xDC00 || second > 0xDFFF) fail("half of a surrogate pair in a text");
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  std::uint32_t parseHex4() {
    std::uint32_t code = 0;
    const std::string_view digits = text_.substr(at_, 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (error != std::errc{} || end != digits.data() + 4) fail("an escape in a text needs four hex digits");
    at_ += 4;
    return code;
  }

  void skipDigits() {
    if (at_ == text_.size() || !isDigit(text_[at_])) fail("a digit is missing in a number");
    while (at_ < text_.size() && isDigit(text_[at_])) ++at_;
  }

  Json parseNumber() {
    const std::size_t begin = at_;
    if (next('-')) ++at_;
    const bool leadingZero = next('0');
    const std::size_t digits = at_;
    skipDigits();
    if (leadingZero && at_ - digits > 1) fail("a number begins with 0");
    bool whole = true;
    if (next('.')) whole = false, ++at_, skipDigits();
    if (next('e') || next('E')) {
      whole = false, ++at_;
      if (next('+') || next('-')) ++at_;
      skipDigits();
    }
    const std::string_view number = text_.substr(begin, at_ - begin);
    return whole ? converted<std::int64_t>(number) : converted<double>(number);
  }

  template <class Number>
  Json converted(std::string_view digits) const {
    Number value{};
    if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc{})
      fail("a number is out of range");
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0, values_ = 0;
};

}  // namespace

Json Json::parse(std::string_view text, std::size_t maxBytes) {
  if (text.size() > maxBytes)
    throw std::domain_error("it is longer than " + std::to_string(maxBytes) + " bytes");
  return Parser(text).document();
}

}  // namespace valvista
