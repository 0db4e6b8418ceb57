// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/model_manifest.h"
#include "planning/core/safetensors.h"
#include "tests/core/temporary_folder.h"

#include <cstdint>
#include <cstring>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace valvista::tests {

/// `text` with the first `from` replaced; `from` must be there.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not in the text: " + std::string(from));
  return text.replace(at, from.size(), to);
}

inline ModelManifest goodManifest() {
  ModelManifest manifest;
  manifest.name = "Phantom net";
  manifest.version = "1.0";
  manifest.network = UNetOptions{};
  manifest.classes = {{"background", 0}, {"aorta", 1}, {"left_ventricle", 2}};
  manifest.spacingMm = {1.5, 1.5, 2.0};
  manifest.intensity.windowHu = {-57.0, 164.0};
  manifest.training = "Phantoms.\nNone of a patient.";
  manifest.licence = "CC0-1.0";
  manifest.weightsSha256 = std::string(64, '0');
  return manifest;
}

/// A file from the text of its header, with the length that the text has.
inline std::string rawSafetensors(const std::string& header, const std::string& values) {
  const std::uint64_t length = header.size();
  std::string file(sizeof length, '\0');
  std::memcpy(file.data(), &length, sizeof length);
  return file + header + values;
}

constexpr std::string_view kGoodHeader =
    R"({"__metadata__":{"format":"pt"},"a.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
    R"("b":{"dtype":"I64","shape":[],"data_offsets":[24,32]},"c":{"dtype":"BOOL","shape":[5],"data_offsets":[32,37]}})";
constexpr std::size_t kGoodDataBytes = 37;

inline std::string goodSafetensors() {
  return rawSafetensors(std::string(kGoodHeader), std::string(kGoodDataBytes, '\7'));
}

/// `text` damaged at one to four places: bits, bytes, numbers, pieces left out, doubled or cut off.
inline std::string mutated(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  constexpr std::string_view kNumbers[]{
      "0",   "-1",    "1",   "7",   "255", "4294967296", "9223372036854775807", "18446744073709551616",
      "1e9", "1e999", "0.5", "null"};
  for (std::size_t round = 1 + below(4); round > 0; --round) {
    const std::size_t at = below(text.size());
    switch (below(7)) {
      case 0:
        if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 1:
        if (!text.empty()) text[at] = static_cast<char>(below(256));
        break;
      case 2:
        text.insert(at, 1 + below(9), static_cast<char>(below(256)));
        break;
      case 3:
        text.erase(at, 1 + below(9));
        break;
      case 4:
        text.insert(at, text.substr(below(text.size()), below(40)));
        break;
      case 5: {
        const std::size_t digit = text.find_first_of("0123456789", at);
        const std::size_t end = text.find_first_not_of("0123456789", digit);
        if (end != std::string::npos) text.replace(digit, end - digit, kNumbers[below(std::size(kNumbers))]);
        break;
      }
      default:
        if (below(8) == 0) text.resize(at);
    }
  }
  return text;
}

}  // namespace valvista::tests
