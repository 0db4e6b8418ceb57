// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text_table.h"

#include <algorithm>

namespace valvista::cli {

namespace {

std::size_t charactersOf(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string withoutTrailingSpace(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string textTable(const std::vector<std::vector<std::string>>& rows,
                      const std::vector<std::size_t>& rightAligned) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t column = 0; column < row.size(); ++column)
      widths[column] = std::max(widths[column], charactersOf(row[column]));
  }
  std::string table;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const std::string padding(widths[column] - charactersOf(row[column]), ' ');
      const bool right = std::find(rightAligned.begin(), rightAligned.end(), column) != rightAligned.end();
      line += (column > 0 ? "  " : "") + (right ? padding + row[column] : row[column] + padding);
    }
    table += withoutTrailingSpace(line) + "\n";
    if (&row == &rows.front()) {
      std::string rule;
      for (std::size_t column = 0; column < widths.size(); ++column)
        rule += (column > 0 ? "  " : "") + std::string(widths[column], '-');
      table += rule + "\n";
    }
  }
  return table;
}

}  // namespace valvista::cli
