// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/progress.h"
#include "planning/model/case.h"
#include "planning/model/derived.h"

namespace valvista::planning {

/// Fills contour, iliac calibre, measurements and findings of `derived` from `derived.root` (which must be
/// there) and, where the case has one, the CT. Every id of the catalogue is present in the result; a value
/// that could not be measured is empty and has a finding. A vessel of `derived` from an earlier measuring of
/// the same case is kept where neither its labels nor its edits have changed since (derived.measuredOn): the
/// result is that of measuring everything.
void measureCase(const Case& inputs, Derived& derived, const Progress& progress);

}  // namespace valvista::planning
