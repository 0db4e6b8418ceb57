// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace valvista::planning {

/// A DS text, as exact as its 16 characters allow. Throws SaveError for a number that is not finite.
std::string dicomDecimal(double value);

/// 2.25.<128-bit number> (PS3.5 B.2) from a text: the same text gives the same UID.
std::string dicomUid(const std::string& seed);

/// A UID that nobody has had before.
std::string newDicomUid();

/// 64 hex digits that cannot be guessed. Throws SaveError where the system has no source of randomness.
std::string newSecret();

}  // namespace valvista::planning
