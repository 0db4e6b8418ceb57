// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/library/row_sums.h"

#include "planning/core/sha256.h"

#include <span>
#include <sqlite3.h>
#include <string_view>

namespace valvista::planning {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kSumDigits = 64;

void update(Sha256& sum, std::string_view text) {
  sum.update(std::as_bytes(std::span(text.data(), text.size())));
}

/// Type, length and bytes, so that no two different rows have the same description.
void addValue(Sha256& sum, sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  // The bytes of a number are its decimal digits.
  const auto* bytes = static_cast<const char*>(
      type == SQLITE_BLOB ? sqlite3_value_blob(value) : static_cast<const void*>(sqlite3_value_text(value)));
  const auto size = static_cast<std::size_t>(bytes == nullptr ? 0 : sqlite3_value_bytes(value));
  update(sum, std::to_string(type) + ":" + std::to_string(size) + ":");
  update(sum, {bytes, size});
}

void rowSum(sqlite3_context* context, int count, sqlite3_value** values) {
  Sha256 sum;
  for (int i = 0; i < count; ++i) addValue(sum, values[i]);
  const std::string hex = sum.hex();
  sqlite3_result_text(context, hex.data(), static_cast<int>(hex.size()), SQLITE_TRANSIENT);
}

void combined(sqlite3_context* context, int count, sqlite3_value** values) {
  std::string sum = emptySum();
  for (int i = 0; i < count; ++i) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[i]));
    sum = combinedSums(sum, text == nullptr ? "" : text);
  }
  // Without the sums of the rows nothing may be changed.
  if (sum.empty()) return sqlite3_result_error_code(context, SQLITE_CORRUPT);
  sqlite3_result_text(context, sum.data(), static_cast<int>(sum.size()), SQLITE_TRANSIENT);
}

}  // namespace

std::string emptySum() {
  return std::string(kSumDigits, '0');
}

std::string combinedSums(const std::string& a, const std::string& b) {
  if (a.size() != kSumDigits || b.size() != kSumDigits) return {};
  std::string sum;
  for (std::size_t i = 0; i < kSumDigits; ++i) {
    const std::size_t x = kDigits.find(a[i]), y = kDigits.find(b[i]);
    if (x == std::string_view::npos || y == std::string_view::npos) return {};
    sum += kDigits[x ^ y];
  }
  return sum;
}

void addRowSums(sqlite3* connection) {
  constexpr int kPure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  sqlite3_create_function_v2(connection, "valvista_row_sum", -1, kPure, nullptr, rowSum, nullptr, nullptr,
                             nullptr);
  sqlite3_create_function_v2(connection, "valvista_combined", -1, kPure, nullptr, combined, nullptr, nullptr,
                             nullptr);
}

}  // namespace valvista::planning
