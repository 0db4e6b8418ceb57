// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace valvista {

/// Makes a folder and those it lies in. Throws SaveError naming it.
void makeFolder(const std::filesystem::path& folder);
/// Makes the folder a file is to be written into. Throws SaveError naming the folder.
void makeFolderOf(const std::filesystem::path& file);

/// Makes a folder and those it lies in, what is missing for the user alone (0700). It outlasts a power cut.
std::error_code makePrivateFolder(const std::filesystem::path& folder);

/// Writes the whole file or leaves the old one. Throws SaveError.
void writeTextFile(const std::filesystem::path& file, std::string_view text);

}  // namespace valvista
