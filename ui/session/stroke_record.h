// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/edit/label_change.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace valvista::ui {

/// A record of the journal of strokes: what one edit changed, and which labels were pinned after it.
struct StrokeRecord {
  planning::LabelChange change;
  std::set<std::uint8_t> pinned{};
};

std::vector<std::byte> encoded(const StrokeRecord& record);
/// Throws std::domain_error saying what is wrong with bytes that encoded() did not give.
StrokeRecord strokeOf(std::span<const std::byte> bytes);

}  // namespace valvista::ui
