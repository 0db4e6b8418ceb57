// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "planning/core/geometry.h"

namespace valvista::planning {

enum class Severity { info, warning, error };

/// Something the reader of a plan must know: what could not be measured, what is doubtful, where.
/// "Cannot be measured" is a finding, never an exception. The message holds no patient identity.
struct Finding {
  std::string id;  ///< stable dotted name, for example "root.no_minimum"
  Severity severity = Severity::info;
  std::string message;
  std::optional<Vec3> locationLps;
  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

const char* name(Severity severity);  ///< "info", "warning", "error"

}  // namespace valvista::planning
