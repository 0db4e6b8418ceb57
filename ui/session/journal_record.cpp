// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/journal_record.h"

#include "planning/core/error.h"
#include "planning/io/review_file.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace valvista::ui {

namespace {

/// In place of a number of pinned labels, of which there are a handful.
constexpr std::byte kReview{255};

std::vector<std::byte> encodedStroke(const StrokeRecord& record) {
  std::vector<std::byte> bytes{static_cast<std::byte>(record.pinned.size())};
  for (const std::uint8_t label : record.pinned) bytes.push_back(static_cast<std::byte>(label));
  const std::vector<std::byte> change = record.change.encoded();
  bytes.insert(bytes.end(), change.begin(), change.end());
  return bytes;
}

std::vector<std::byte> encodedReview(const planning::Review& review) {
  const std::string text = planning::reviewJson({{}, {}, review});
  const auto json = std::as_bytes(std::span(text.data(), text.size()));
  std::vector<std::byte> bytes(1 + json.size(), kReview);
  std::ranges::copy(json, bytes.begin() + 1);
  return bytes;
}

StrokeRecord strokeOf(std::span<const std::byte> bytes) {
  const auto pins = static_cast<std::size_t>(bytes.front());
  if (bytes.size() < 1 + pins) throw std::domain_error("a stroke ends too early");
  StrokeRecord record;
  for (const std::byte label : bytes.subspan(1, pins)) record.pinned.insert(static_cast<std::uint8_t>(label));
  record.change = planning::LabelChange::decoded(bytes.subspan(1 + pins));
  return record;
}

planning::Review reviewOf(std::span<const std::byte> json) {
  try {
    const std::string text(reinterpret_cast<const char*>(json.data()), json.size());
    return planning::parseReview(text, "The review").review;
  } catch (const LoadError& error) {
    throw std::domain_error(error.what());
  }
}

}  // namespace

std::vector<std::byte> encoded(const JournalRecord& record) {
  if (const auto* stroke = std::get_if<StrokeRecord>(&record)) return encodedStroke(*stroke);
  return encodedReview(std::get<planning::Review>(record));
}

JournalRecord recordOf(std::span<const std::byte> bytes) {
  if (bytes.empty()) throw std::domain_error("a record is empty");
  if (bytes.front() == kReview) return reviewOf(bytes.subspan(1));
  return strokeOf(bytes);
}

}  // namespace valvista::ui
