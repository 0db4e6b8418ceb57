// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/volume_header.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace valvista::planning {

/// Lines of a text header, one by one, limited in length and number. Throws std::domain_error for a line that
/// is too long or holds anything but printable ASCII.
class HeaderLines {
 public:
  explicit HeaderLines(const std::filesystem::path& file);
  /// False at the end of the file.
  bool next(std::string& line);
  /// Bytes read so far, the offset of what follows the last line.
  std::uint64_t offset() const { return offset_; }

 private:
  std::ifstream in_;
  std::uint64_t offset_ = 0;
};

std::string trimmed(std::string_view text);
std::string lowerCase(std::string_view text);
/// Words divided by blanks.
std::vector<std::string> words(std::string_view text);
/// Exactly `count` finite numbers, also in brackets and with commas. Throws std::domain_error naming the
/// field.
std::vector<double> numbers(const std::string& text, std::size_t count, const std::string& field);
/// Three sizes of at least 1. Throws std::domain_error.
Index3 sizes(const std::string& text, const std::string& field);
/// Columns from nine numbers, axis by axis, and the offset from three.
Affine affineOf(const std::vector<double>& columns, const std::vector<double>& offset);
/// The value of a field that must be there. Throws std::domain_error.
const std::string& required(const HeaderFields& fields, const std::string& name);
/// A data file beside the header. Throws std::domain_error for a name that leads to another folder, for
/// patterns and for lists of files.
std::filesystem::path besideHeader(const std::filesystem::path& header, const std::string& name);

}  // namespace valvista::planning
