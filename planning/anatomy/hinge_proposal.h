// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/anatomy/annulus_interface.h"
#include "planning/model/hinge_points.h"

namespace valvista::planning {

/// Three points on the rim of the interface of ventricle and aorta, 120 degrees apart and exactly in its
/// plane: right coronary to the front, left coronary to the left and back, non-coronary to the right and
/// back, as the cusps usually lie. Labels of aorta and ventricle do not show the cusps: these are places to
/// start from, and until a person moves one, the plane through them is the interface's.
HingePoints proposeHinges(const AnnulusInterface& interface);

}  // namespace valvista::planning
