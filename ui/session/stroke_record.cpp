// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/stroke_record.h"

#include <stdexcept>

namespace valvista::ui {

std::vector<std::byte> encoded(const StrokeRecord& record) {
  // Pinned labels are a handful: their number fits a byte.
  std::vector<std::byte> bytes{static_cast<std::byte>(record.pinned.size())};
  for (const std::uint8_t label : record.pinned) bytes.push_back(static_cast<std::byte>(label));
  const std::vector<std::byte> change = record.change.encoded();
  bytes.insert(bytes.end(), change.begin(), change.end());
  return bytes;
}

StrokeRecord strokeOf(std::span<const std::byte> bytes) {
  if (bytes.empty()) throw std::domain_error("a stroke is empty");
  const auto pins = static_cast<std::size_t>(bytes.front());
  if (bytes.size() < 1 + pins) throw std::domain_error("a stroke ends too early");
  StrokeRecord record;
  for (const std::byte label : bytes.subspan(1, pins)) record.pinned.insert(static_cast<std::uint8_t>(label));
  record.change = planning::LabelChange::decoded(bytes.subspan(1 + pins));
  return record;
}

}  // namespace valvista::ui
