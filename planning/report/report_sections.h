// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/case.h"
#include "planning/model/derived.h"
#include "planning/report/report_layout.h"

#include <set>
#include <string>

// The parts of the printed report, top to bottom.
namespace valvista::planning::report {

void drawPatientAndScan(Pages& pages, const Case& inputs);
/// One line that sends the reader to the findings; nothing when there are only notes.
void drawFindingsNotice(Pages& pages, const Findings& findings);
void drawAnnulusAndRoot(Pages& pages, const Case& inputs, const Derived& derived);
/// `acknowledged` holds keys of findings (acknowledgementKey); it says so beside them.
void drawFindings(Pages& pages, const Findings& findings, const std::set<std::string>& acknowledged);
void drawRootCurve(Pages& pages, const Derived& derived);
void drawIliacArteries(Pages& pages, const Derived& derived);
void drawVolumes(Pages& pages, const Derived& derived);
void drawProvenance(Pages& pages, const Case& inputs, const Derived& derived);

}  // namespace valvista::planning::report
