// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace valvista::ui {

/// What planning/ says to people, marked for translation in the context "Planning"; %1, %2 stand for values.
std::span<const char* const> planningSentences();

/// The same for why a file cannot be read, used or written.
std::span<const char* const> inputSentences();
/// The same for what models, the worker and ml/ add to it.
std::span<const char* const> segmentationSentences();
/// Of datasets and of the training.
std::span<const char* const> trainingSentences();
/// Of the case library.
std::span<const char* const> librarySentences();

}  // namespace valvista::ui
