// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

#include "planning/model/finding.h"

namespace valvista::ui {

/// A sign that tells severities apart by shape and colour: circle, triangle, octagon.
QIcon severityIcon(planning::Severity severity);
/// "Note", "Warning", "Error", for people.
QString severityText(planning::Severity severity);

}  // namespace valvista::ui
