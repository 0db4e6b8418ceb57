// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/report/report_text.h"

#include "planning/core/image_geometry.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace valvista::planning {

namespace {

struct UnitStyle {
  std::string_view unit, shown;
  double factor;
  int decimals, uncertaintyDecimals;
};

/// Steps of a tenth of a millimetre are what a valve size is chosen by.
constexpr std::array kUnitStyles{
    UnitStyle{"mm", " mm", 1.0, 1, 2},   UnitStyle{"mm2", " mm²", 1.0, 1, 1},
    UnitStyle{"mm3", " ml", 1e-3, 2, 2}, UnitStyle{"deg", "°", 1.0, 1, 1},
    UnitStyle{"1", "", 1.0, 3, 3},
};

/// For units that have no row of their own.
UnitStyle styleOf(std::string_view unit) {
  const auto* style =
      std::find_if(kUnitStyles.begin(), kUnitStyles.end(), [&](const auto& s) { return s.unit == unit; });
  return style == kUnitStyles.end() ? UnitStyle{unit, unit, 1.0, 2, 2} : *style;
}

std::string replacementCharacter() {
  return "\xEF\xBF\xBD";
}

/// Length of the valid UTF-8 sequence at the front, 0 when it is none; `codePoint` is set.
std::size_t decode(std::string_view text, std::uint32_t& codePoint) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  codePoint = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return 0;
    codePoint = (codePoint << 6) | (byte(at) & 0x3FU);
  }
  const bool overlong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
  const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
  return overlong || surrogate || codePoint > 0x10FFFF ? 0 : length;
}

bool isControl(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/// Marks that turn the direction of the text around them, and the byte order mark.
bool isDirectionMark(std::uint32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string trimmed(std::string text) {
  const auto isSpace = [](unsigned char c) { return std::isspace(c) != 0; };
  text.erase(std::find_if_not(text.rbegin(), text.rend(), isSpace).base(), text.end());
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), isSpace));
  return text;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    const std::string word = trimmed(part);
    if (word.empty()) continue;
    if (!result.empty()) result += separator;
    result += word;
  }
  return result;
}

}  // namespace

std::string formatWithUnit(double value, std::string_view unit) {
  const UnitStyle style = styleOf(unit);
  return formatFixed(value * style.factor, style.decimals) + std::string(style.shown);
}

std::string formatValue(const Measured& measured) {
  return measured.value && std::isfinite(*measured.value) ? formatWithUnit(*measured.value, measured.unit)
                                                          : "not measured";
}

std::string formatUncertainty(const Measured& measured) {
  if (!measured.value || !measured.uncertainty || !std::isfinite(*measured.uncertainty)) return {};
  const UnitStyle style = styleOf(measured.unit);
  return "± " + formatFixed(*measured.uncertainty * style.factor, style.uncertaintyDecimals) +
         std::string(style.shown);
}

std::string displayName(std::string_view dicomName) {
  std::vector<std::string> groups;
  for (const std::string& group : split(printable(dicomName), '='))
    groups.push_back(joined(split(group, '^'), " "));
  return joined(groups, " / ");
}

std::string displayDate(std::string_view dicomDate) {
  const bool digits =
      std::all_of(dicomDate.begin(), dicomDate.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (dicomDate.size() != 8 || !digits) return printable(dicomDate);
  const std::string date(dicomDate);
  return date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 2);
}

std::string displayLocation(const Vec3& lps) {
  std::string text;
  for (int axis = 0; axis < 3; ++axis) {
    Vec3 side;
    side[axis] = lps[axis] < 0.0 ? -1.0 : 1.0;
    if (axis > 0) text += ", ";
    text += formatFixed(std::abs(lps[axis]), 1) + " " + orientationLetters(side);
  }
  return text;
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::string shown = printable(text);
  std::size_t count = 0;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const bool startsCharacter = (static_cast<unsigned char>(shown[at]) & 0xC0) != 0x80;
    if (startsCharacter && ++count > characters) return shown.substr(0, at) + "…";
  }
  return shown;
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    std::uint32_t codePoint = 0;
    const std::size_t length = decode(text, codePoint);
    if (length == 0) {
      result += replacementCharacter();
    } else if (isControl(codePoint)) {
      result += ' ';
    } else if (!isDirectionMark(codePoint)) {
      result += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

}  // namespace valvista::planning
