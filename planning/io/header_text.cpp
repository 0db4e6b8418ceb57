// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/io/header_text.h"

#include "planning/core/inflate_check.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace valvista::planning {

namespace {

constexpr std::size_t kLongestLine = 1000;
constexpr std::uint64_t kLongestHeader = std::uint64_t{1} << 18;

}  // namespace

HeaderLines::HeaderLines(const std::filesystem::path& file) {
  std::error_code error;
  const auto type = std::filesystem::status(file, error).type();
  if (type == std::filesystem::file_type::not_found) throw std::domain_error("there is no such file");
  if (type != std::filesystem::file_type::regular) throw std::domain_error("it is not a file");
  in_.open(file, std::ios::binary);
  if (!in_) throw std::domain_error("it cannot be opened");
  if (std::filesystem::file_size(file, error) == 0) throw std::domain_error("the file is empty");
}

bool HeaderLines::next(std::string& line) {
  line.clear();
  for (int c = in_.get(); c != std::ifstream::traits_type::eof(); c = in_.get()) {
    ++offset_;
    if (c == '\n') {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      return true;
    }
    const bool printable = (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\r';
    if (!printable || line.size() >= kLongestLine || offset_ > kLongestHeader)
      throw std::domain_error("its header is damaged");
    line.push_back(static_cast<char>(c));
  }
  return !line.empty();
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlank) - begin + 1));
}

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

std::vector<std::string> words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

std::vector<double> numbers(const std::string& text, std::size_t count, const std::string& field) {
  std::string plain = text;
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '(' || c == ')' || c == ','; }, ' ');
  std::vector<double> found;
  for (const std::string& word : words(plain)) {
    double number = 0.0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(number))
      throw std::domain_error("\"" + field + "\" in its header is not made of numbers");
    found.push_back(number);
  }
  if (found.size() != count)
    throw std::domain_error("\"" + field + "\" in its header needs " + std::to_string(count) + " numbers");
  return found;
}

Index3 sizes(const std::string& text, const std::string& field) {
  Index3 size{};
  const std::vector<double> found = numbers(text, 3, field);
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (found[axis] < 1 || found[axis] > std::numeric_limits<int>::max() ||
        found[axis] != std::floor(found[axis]))
      throw std::domain_error("\"" + field + "\" in its header is not a size");
    size[axis] = static_cast<int>(found[axis]);
  }
  return size;
}

Affine affineOf(const std::vector<double>& columns, const std::vector<double>& offset) {
  Affine affine;
  for (std::size_t axis = 0; axis < 3; ++axis)
    affine.linear.column[axis] = {columns.at(3 * axis), columns.at(3 * axis + 1), columns.at(3 * axis + 2)};
  affine.offset = {offset.at(0), offset.at(1), offset.at(2)};
  return affine;
}

const std::string& required(const HeaderFields& fields, const std::string& name) {
  const auto found = fields.find(name);
  if (found == fields.end()) throw std::domain_error("\"" + name + "\" is missing in its header");
  return found->second;
}

std::filesystem::path besideHeader(const std::filesystem::path& header, const std::string& name) {
  const bool plain = !name.empty() && name.front() != '.' &&
                     name.find_first_of("/\\:%*?") == std::string::npos && words(name).size() == 1 &&
                     lowerCase(name) != "list";
  if (!plain) throw std::domain_error("its voxels are not in one file of the same folder");
  return header.parent_path() / name;
}

void checkData(const VolumeHeader& header) {
  std::error_code error;
  if (std::filesystem::status(header.dataFile, error).type() != std::filesystem::file_type::regular)
    throw std::domain_error("the file of its voxels is missing");
  const std::uint64_t there = std::filesystem::file_size(header.dataFile, error);
  if (error || there < header.dataOffset) throw std::domain_error("the file ends too early");
  std::uint64_t expected = header.voxelBytes;
  for (const int n : header.size) {
    expected *= static_cast<std::uint64_t>(n);
    if (expected > std::uint64_t{1} << 40)
      throw std::domain_error("it claims more voxels than a file can hold");
  }
  std::uint64_t found = there - header.dataOffset;
  if (header.compressed && canInflateTo(expected, found))
    found = inflatedBytes(header.dataFile, header.dataOffset, expected);
  if (found != expected)
    throw std::domain_error("its header describes " + std::to_string(expected) +
                            " bytes of voxels, the file holds " + (found < expected ? "fewer" : "more"));
}

}  // namespace valvista::planning
