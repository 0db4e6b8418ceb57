// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/model/finding.h"

namespace valvista::planning {

const char* name(Severity severity) {
  switch (severity) {
    case Severity::info: return "info";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

}  // namespace valvista::planning
