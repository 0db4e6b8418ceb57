// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/step_facts.h"

namespace valvista::ui {

/// Whether the scan is good enough to plan on: SCCT 2019 expert consensus (Blanke et al., J Cardiovasc Comput
/// Tomogr 13:1): slices of at most 1 mm at the root, a systolic phase, more than 250 HU, coverage from the
/// root to the iliac arteries.
StepFacts scanChecks(const CaseDocument& document);

}  // namespace valvista::ui
