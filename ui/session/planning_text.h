// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace valvista::ui {

/// A sentence, label or word of planning/ in the language of the window. planning/ itself speaks English, so
/// that plan.json, reviews and the command line are the same whoever made them; here its sentences are found
/// again, their values put into the translated sentence. What is not known stays as it is.
QString planningText(std::string_view english);

}  // namespace valvista::ui
