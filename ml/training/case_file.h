// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ml/training/case_cache.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

// The file of a cached case: a header with two sums, then HU, channels and the list of voxels of each class,
// all little endian, each part beginning at a multiple of 64 bytes. Its version is in its first eight bytes.
namespace valvista::ml {

/// What is written: a case on the model's grid.
struct CaseContent {
  Index3 size{0, 0, 0};
  std::vector<std::int16_t> hu;
  std::vector<std::uint8_t> channels;
  std::vector<std::vector<std::uint32_t>> voxelsOf;  ///< of each class
};

/// `key` (64 characters) names what the file is made from. Throws SaveError.
void writeCaseFile(const std::filesystem::path& file, const std::string& key, const CaseContent& content);

/// True when the file is there, made from `key` and as long as its header says.
bool isCaseFile(const std::filesystem::path& file, const std::string& key);

/// Maps it; `checkContent` compares the sum of the content too, which reads all of it. Throws LoadError
/// naming the file.
CachedCase openCaseFile(const std::filesystem::path& file, bool checkContent);

}  // namespace valvista::ml
