// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace valvista::planning {

/// What the rules propose and what a person made of it, side by side: computing the proposal anew never
/// destroys a correction, and the report says which of the two was used.
template <class T>
struct Edited {
  std::optional<T> proposed, edited;
  bool isEdited() const { return edited.has_value(); }
  /// What counts: the correction where there is one.
  const std::optional<T>& current() const { return edited ? edited : proposed; }
};

}  // namespace valvista::planning
