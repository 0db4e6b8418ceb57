// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/dicom_values.h"

#include "planning/core/error.h"
#include "planning/core/sha256.h"

#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <sys/random.h>
#include <vector>

namespace valvista::planning {

namespace {

constexpr std::size_t kLongestDecimal = 16;  // of the value representation DS

}  // namespace

std::string dicomDecimal(double value) {
  if (!std::isfinite(value)) throw SaveError("A number that is not finite cannot be a DICOM decimal.");
  std::array<char, 64> text{};
  for (int digits = 17; digits > 0; --digits) {
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, digits);
    const std::string written(text.data(), end.ptr);
    if (written.size() <= kLongestDecimal) return written;
  }
  throw SaveError("A number does not fit a DICOM decimal.");
}

std::string dicomUid(const std::string& seed) {
  const std::string hex = sha256Hex(std::as_bytes(std::span(seed.data(), seed.size()))).substr(0, 32);
  std::vector<int> digits{0};  // least significant first
  for (const char c : hex) {
    int carry = c <= '9' ? c - '0' : c - 'a' + 10;
    for (int& digit : digits) {
      const int value = digit * 16 + carry;
      digit = value % 10, carry = value / 10;
    }
    for (; carry > 0; carry /= 10) digits.push_back(carry % 10);
  }
  std::string uid = "2.25.";
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) uid += static_cast<char>('0' + *digit);
  return uid;
}

std::string newDicomUid() {
  return dicomUid(newSecret());
}

std::string newSecret() {
  std::array<std::byte, 32> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw SaveError("The system gives no random numbers.");
  return sha256Hex(bytes);
}

}  // namespace valvista::planning
