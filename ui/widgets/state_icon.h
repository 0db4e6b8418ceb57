// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/pipeline/step_graph.h"

#include <QIcon>

namespace valvista::ui {

/// A sign that tells states apart by shape and colour: empty ring, ring with a dot, disc with a tick, diamond
/// with a tilde, octagon with a cross.
QIcon stateIcon(planning::StepState state);

}  // namespace valvista::ui
