// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/io/label_image.h"
#include "planning/io/label_schemes.h"

#include <string>

namespace valvista::planning {

/// The one scheme that the values of a map, and their shares of the labelled voxels, fit. Throws LoadError,
/// with the candidates in its message, when none or several fit: a wrong guess would measure a wrong
/// structure.
const LabelScheme& detectScheme(const LabelImage& image, const std::string& fileName);

/// The scheme of that name. Throws LoadError that lists the known names.
const LabelScheme& schemeNamed(const std::string& name);

}  // namespace valvista::planning
