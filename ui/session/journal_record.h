// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/edit/label_change.h"
#include "planning/model/review.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <variant>
#include <vector>

namespace valvista::ui {

/// What one edit of labels changed, and which labels were pinned after it.
struct StrokeRecord {
  planning::LabelChange change;
  std::set<std::uint8_t> pinned{};
};
/// A record of the journal: an edit of labels, or the review as an edit left it.
using JournalRecord = std::variant<StrokeRecord, planning::Review>;

std::vector<std::byte> encoded(const JournalRecord& record);
/// Throws std::domain_error saying what is wrong with bytes that encoded() did not give.
JournalRecord recordOf(std::span<const std::byte> bytes);

}  // namespace valvista::ui
