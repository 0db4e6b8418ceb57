// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/measurement.h"
#include "viewer/scene/slice_geometry.h"

#include <QPainter>

namespace valvista::viewer {

/// Lines of the evidence: solid where they lie in the slice, faint dots where they are seen from in front or
/// behind; and the trace of the evidence's plane, dashed.
void drawEvidence(QPainter& painter, const SliceGeometry& geometry, const planning::Evidence& evidence);

}  // namespace valvista::viewer
